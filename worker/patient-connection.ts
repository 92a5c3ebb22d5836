import { setTimeout as delay } from 'node:timers/promises';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { errorName } from '../config/error-name';

const RETRY_MS = 2_000;

interface Patience {
  options: NativeConnectionOptions;
  logger: Logger;
  /** Aborts the waiting. */
  signal: AbortSignal;
}

/**
 * Connects to the engine, however long it is away: the couriers of this process work without it.
 * @returns null if `signal` aborted the waiting
 */
export async function connectPatiently({
  options,
  logger,
  signal,
}: Patience): Promise<NativeConnection | null> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await NativeConnection.connect(options);
    } catch (error) {
      if (attempt === 1) logger.warn({ failure: errorName(error) }, 'the engine is away; waiting for it');
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
