import { Client } from 'pg';
import type { FaultySystem } from '../system/faulty-system';

const SQL = `UPDATE notifications SET leased_until = now(), next_attempt_at = now() WHERE state = 'pending'`;

/**
 * Ends every lease and every pause before a retry now: what a dead worker had claimed is free only once its lease
 * is over, and a test does not wait for that. The worker is stopped meanwhile, so that no lease in use is lost.
 */
export async function letLeasesRunOut({ parts, databaseUrl }: FaultySystem): Promise<void> {
  await parts.worker.stop();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(SQL);
  await client.end();
  await parts.worker.start();
}
