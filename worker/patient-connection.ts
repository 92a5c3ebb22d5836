import { setTimeout as delay } from 'node:timers/promises';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { errorName } from '../config/error-name';

const RETRY_MS = 2_000;

interface Patience<Worker> {
  options: NativeConnectionOptions;
  /** Asks the engine, too, which may have gone away since it was connected. */
  createWorker(connection: NativeConnection): Promise<Worker>;
  logger: Logger;
  /** Aborts the waiting. */
  signal: AbortSignal;
}

/**
 * Connects to the engine and creates the worker, however long the engine is away: the couriers of this process work
 * without it.
 * @returns null if `signal` aborted the waiting
 */
export async function connectPatiently<Worker>(
  patience: Patience<Worker>,
): Promise<{ connection: NativeConnection; worker: Worker } | null> {
  const { logger, signal } = patience;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await connect(patience);
    } catch (error) {
      if (attempt === 1) logger.warn({ failure: errorName(error) }, 'the engine is away; waiting for it');
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}

async function connect<Worker>({ options, createWorker }: Patience<Worker>) {
  const connection = await NativeConnection.connect(options);
  try {
    return { connection, worker: await createWorker(connection) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
