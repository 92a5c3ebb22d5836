import type { Database } from '../../database/connection';
import { selectRows } from '../../database/select-rows';

export interface PromiseRow {
  agency: string;
  category: string;
  /** Epoch milliseconds; by default now. */
  receivedAt: number;
  confidential: boolean;
  targetHours: number;
  /** Epoch milliseconds; null once it is decided. */
  acknowledgeBy: number | null;
  resolveBy: number | null;
  acknowledgedInTime: boolean | null;
  resolvedInTime: boolean | null;
  /** Epoch milliseconds; by default computed from the other facts. */
  decidedAt: number | null;
  answer: 'resolved' | 'rejected' | null;
  hoursToResolve: number | null;
  reopened: boolean;
  stars: number | null;
}

/** Inserts facts of promises without their complaints, which statistics do not read. */
export async function openPromiseRows(db: Database, policyVersion: string) {
  await selectRows(db, {
    sql: 'ALTER TABLE promise_facts DROP CONSTRAINT promise_facts_complaint_id_fkey',
  });
  return async (changes: Partial<PromiseRow> = {}, times = 1): Promise<void> => {
    const given = { ...KEPT, receivedAt: Date.now(), ...changes };
    const row = { decidedAt: decidedAtOf(given), ...given };
    const date = (at: number | null) => (at === null ? null : new Date(at));
    await selectRows(db, {
      sql: `
        INSERT INTO promise_facts (complaint_id, sequence, policy_version, district, extended, agency, category,
          received_at, confidential, target_hours, acknowledge_by, resolve_by, acknowledged_in_time, resolved_in_time,
          answer, hours_to_resolve, reopened, stars, decided_at)
        SELECT gen_random_uuid(), 1, $1, 'jelutung', false, $3, $4, $5::timestamptz, $6::boolean, $7::integer, $8::timestamptz,
          $9::timestamptz, $10::boolean, $11::boolean, $12, $13::float8, $14::boolean, $15::smallint, $16::timestamptz
        FROM generate_series(1, $2::integer)`,
      bind: [
        ...[policyVersion, times, row.agency, row.category, date(row.receivedAt), row.confidential],
        ...[row.targetHours, date(row.acknowledgeBy), date(row.resolveBy), row.acknowledgedInTime],
        ...[row.resolvedInTime, row.answer, row.hoursToResolve, row.reopened, row.stars, date(row.decidedAt)],
      ],
    });
  };
}

type Given = Omit<PromiseRow, 'decidedAt'>;

function decidedAtOf({ resolvedInTime, receivedAt, hoursToResolve, targetHours }: Given): number | null {
  if (resolvedInTime === null) return null;
  return receivedAt + (resolvedInTime ? (hoursToResolve ?? targetHours) : targetHours) * 3_600_000;
}

const KEPT: Omit<Given, 'receivedAt'> = {
  agency: 'pupr',
  category: 'jalan',
  confidential: false,
  targetHours: 72,
  acknowledgeBy: null,
  resolveBy: null,
  acknowledgedInTime: true,
  resolvedInTime: true,
  answer: 'resolved',
  hoursToResolve: 10,
  reopened: false,
  stars: null,
};

/** The facts of a promise whose complaint has no answer yet. */
export const UNANSWERED: Partial<PromiseRow> = {
  acknowledgedInTime: null,
  resolvedInTime: null,
  answer: null,
  hoursToResolve: null,
};
