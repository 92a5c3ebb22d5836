import { Connection } from '@temporalio/client';
import { temporalConnection } from '../../config/temporal-connection';
import { CliError } from './cli-error';
import type { Settings } from './settings';

const CONNECT_DEADLINE_MS = 5_000;

/** Connects to Temporal as the settings say, and always disconnects. @throws CliError when nobody answers */
export async function withEngine<Result>(
  settings: Settings,
  work: (connection: Connection, namespace: string) => Promise<Result>,
): Promise<Result> {
  const { connectionOptions, namespace = 'default' } = temporalConnection(settings.env);
  const connection = await Connection.connect({
    ...connectionOptions,
    connectTimeout: CONNECT_DEADLINE_MS,
  }).catch((cause: Error) => {
    const address = connectionOptions.address ?? 'its default address';
    throw new CliError(`Temporal does not answer at ${address}: start it, or correct TEMPORAL_ADDRESS.`, {
      cause,
    });
  });
  try {
    return await work(connection, namespace);
  } finally {
    await connection.close();
  }
}
