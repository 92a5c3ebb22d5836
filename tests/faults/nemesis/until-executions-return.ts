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

/** What else has to exist on the engine: the schedules of the morning digest and the weekly report. */
const SCHEDULES = ['morning-digest', 'weekly-report'];

/**
 * Waits until every case that has no execution now has one, or is over, and until the engine knows its schedules.
 * @returns when that was, at the latest now
 */
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
    for (;;) {
      const [running, open] = [await listRunning(temporal), new Set(await unfinished())];
      lost = lost.filter((id) => open.has(id) && !running.has(id));
      if ((lost.length === 0 && (await hasSchedules(temporal))) || Date.now() > giveUpAt) return Date.now();
      await delay(LOOK_MS);
    }
  } finally {
    await connection.close();
    await postgres.end();
  }
}

async function hasSchedules(temporal: TemporalClient): Promise<boolean> {
  const known = new Set<string>();
  for await (const { scheduleId } of temporal.schedule.list()) known.add(scheduleId);
  return SCHEDULES.every((id) => known.has(id));
}
