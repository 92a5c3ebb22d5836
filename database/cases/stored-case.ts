import type { Transaction } from 'sequelize';
import type { Instant } from '../../domain/instant';
import { openCase, type OpenCase } from '../../domain/open-case';
import { replayTimeline } from '../../domain/replay-timeline';
import type { Status } from '../../domain/statuses';
import type { TimelineEvent } from '../../domain/timeline';
import type { Database } from '../connection';
import { sqlInstant } from '../instants';
import { selectRows } from '../select-rows';
import type { PolicyCache } from './policy-cache';
import { readTimelines } from './read-timelines';

/**
 * A complaint's row with its case as replayed from the timeline; the case is null when today's rules cannot read
 * that timeline.
 */
export interface StoredCase {
  id: string;
  trackingCode: string;
  sequence: number;
  status: Status;
  nextDueBy: Instant | null;
  timeline: TimelineEvent[];
  open: OpenCase | null;
}

interface Reading {
  db: Database;
  policies: PolicyCache;
  complaintIds: readonly string[];
  /** Others who want to write these cases wait for the end of the transaction. */
  transaction?: Transaction;
  /** Called for a case whose timeline cannot be read. */
  onFailure: (complaintId: string, error: unknown) => void;
}

interface Row extends Omit<StoredCase, 'open' | 'timeline'> {
  policyVersion: string;
  clockOffsetMs: number;
  confidential: boolean;
}

const ROWS = `
  SELECT id, tracking_code AS "trackingCode", policy_version AS "policyVersion", sequence, status,
    ${sqlInstant('next_due_by')} AS "nextDueBy", clock_offset::float8 AS "clockOffsetMs", confidential
  FROM complaints WHERE id = ANY($1::uuid[]) ORDER BY id`;

// In the order of their ids, so that two merges never deadlock. Rows that refer to a complaint may be written
// meanwhile, since its key does not change.
const LOCK = `${ROWS} FOR NO KEY UPDATE`;

/** Reads cases and, in a transaction, locks them until its end. Two queries, however many cases. */
export async function readStoredCases(reading: Reading): Promise<Map<string, StoredCase>> {
  const { db, complaintIds, transaction } = reading;
  const bind = [complaintIds];
  const rows = await selectRows<Row>(db, { sql: transaction ? LOCK : ROWS, bind, transaction });
  // A separate query after the lock: a single one would see the timeline from before it waited for the lock.
  const timelines = await readTimelines(db, { complaintIds: rows.map(({ id }) => id), transaction });
  const stored = new Map<string, StoredCase>();
  for (const row of rows) stored.set(row.id, await toStoredCase(row, timelines.get(row.id) ?? [], reading));
  return stored;
}

async function toStoredCase(
  { policyVersion, clockOffsetMs, confidential, ...row }: Row,
  timeline: TimelineEvent[],
  { policies, transaction, onFailure }: Reading,
): Promise<StoredCase> {
  const policy = await policies.get(policyVersion, transaction);
  try {
    const state = replayTimeline({ id: row.id, events: timeline, policy });
    const open = openCase({ case: { state, policy }, timeline, clockOffsetMs, confidential });
    return { ...row, timeline, open };
  } catch (error) {
    onFailure(row.id, error);
    return { ...row, timeline, open: null };
  }
}
