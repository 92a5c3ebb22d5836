import { setTimeout as delay } from 'node:timers/promises';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { Client } from 'pg';
import { listRunning } from '../evidence/collect-executions';
import type { FaultySystem } from '../system/faulty-system';
import { isOver } from '../final-statuses';

export interface Undrained {
  unstarted: number;
  pending: number;
  overdue: number;
  untold: number;
  withoutExecution: number;
  runningThoughOver: number;
}

const LOOK_MS = 500;

const COUNTS = `
  SELECT
    (SELECT count(*)::int FROM complaints WHERE workflow_started_at IS NULL) AS unstarted,
    (SELECT count(*)::int FROM notifications WHERE state = 'pending') AS pending,
    (SELECT count(*)::int FROM complaints
      WHERE status IN ('resolved', 'rejected') AND told_at IS NULL AND unreached_at IS NULL) AS untold,
    (SELECT count(*)::int FROM complaints
      WHERE next_due_by < now() + clock_offset * interval '1 millisecond' - interval '1 second') AS overdue`;

/** Waits until nothing is left to be done, or patience ends. @returns what is left */
export async function drain(system: FaultySystem, patienceMs: number): Promise<Undrained> {
  const giveUpAt = Date.now() + patienceMs;
  const postgres = new Client({ connectionString: system.databaseUrl });
  const connection = await Connection.connect({ address: system.temporalAddress });
  await postgres.connect();
  try {
    for (;;) {
      const left = await look(postgres, new TemporalClient({ connection }));
      if (Object.values(left).every((count) => count === 0) || Date.now() > giveUpAt) return left;
      await delay(LOOK_MS);
    }
  } finally {
    await connection.close();
    await postgres.end();
  }
}

async function look(postgres: Client, temporal: TemporalClient): Promise<Undrained> {
  const running = await listRunning(temporal);
  const { rows } = await postgres.query<{ id: string; status: string }>('SELECT id, status FROM complaints');
  const counted =
    await postgres.query<Pick<Undrained, 'unstarted' | 'pending' | 'overdue' | 'untold'>>(COUNTS);
  const counts = counted.rows[0] ?? { unstarted: NaN, pending: NaN, overdue: NaN, untold: NaN };
  const unfinished = new Set(rows.filter((row) => !isOver(row)).map(({ id }) => id));
  return {
    ...counts,
    withoutExecution: [...unfinished].filter((id) => !running.has(id)).length,
    runningThoughOver: [...running].filter((id) => !unfinished.has(id)).length,
  };
}
