import { Client } from 'pg';
import type { FaultySystem } from '../system/faulty-system';

const SQL = `UPDATE notifications SET leased_until = now(), next_attempt_at = now() WHERE state = 'pending'`;

/**
 * What a dead worker had in hand is anybody's once its lease is over, and what was put off is due after its pause; a
 * test does not wait for either. The worker is stopped meanwhile, so that nobody loses a lease that they are using.
 */
export async function letLeasesRunOut({ parts, databaseUrl }: FaultySystem): Promise<void> {
  await parts.worker.stop();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(SQL);
  await client.end();
  await parts.worker.start();
}
