import { setTimeout as delay } from 'node:timers/promises';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { Client } from 'pg';
import { FINAL_STATUSES } from '../final-statuses';
import { listRunning } from '../evidence/collect-executions';
import type { Arena } from './fault';

/** Longer than the promise, so that a broken one is measured and not only noticed. */
const PATIENCE_MS = 200_000;
const LOOK_MS = 500;

const UNFINISHED = `
  SELECT id FROM complaints WHERE workflow_started_at IS NOT NULL AND NOT status = ANY($1)`;

/** Waits until every case that has no execution now has one, or is over. @returns when that was, at the latest now */
export async function untilExecutionsReturn({ system }: Pick<Arena, 'system'>): Promise<number> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  const postgres = new Client({ connectionString: system.databaseUrl });
  const connection = await Connection.connect({ address: system.temporalAddress });
  await postgres.connect();
  const temporal = new TemporalClient({ connection });
  const unfinished = async () => {
    const { rows } = await postgres.query<{ id: string }>(UNFINISHED, [FINAL_STATUSES]);
    return rows.map(({ id }) => id);
  };
  try {
    let lost = await unfinished();
    while (lost.length > 0 && Date.now() < giveUpAt) {
      const [running, open] = [await listRunning(temporal), new Set(await unfinished())];
      lost = lost.filter((id) => open.has(id) && !running.has(id));
      if (lost.length > 0) await delay(LOOK_MS);
    }
    return Date.now();
  } finally {
    await connection.close();
    await postgres.end();
  }
}
