import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { sqlInstant } from '../instants';
import { selectRows } from '../select-rows';

/** The findings of the last look at all cases: one process looks, and all can read them. */
export interface WatchdogFindings<Findings extends object> {
  save(findings: Findings): Promise<void>;
  /** Null before the first look. */
  last(): Promise<(Findings & { checkedAt: Instant }) | null>;
}

const SAVE = `
  INSERT INTO watchdog_looks (looked_at, findings) VALUES (clock_timestamp(), $1::jsonb)
  ON CONFLICT (id) DO UPDATE SET looked_at = excluded.looked_at, findings = excluded.findings
  RETURNING id`;

const LAST = `SELECT ${sqlInstant('looked_at')} AS "checkedAt", findings FROM watchdog_looks`;

export function createWatchdogFindings<Findings extends object>({
  db,
}: {
  db: Database;
}): WatchdogFindings<Findings> {
  return {
    async save(findings) {
      await selectRows(db, { sql: SAVE, bind: [JSON.stringify(findings)] });
    },
    async last() {
      const [row] = await selectRows<{ checkedAt: Instant; findings: Findings }>(db, { sql: LAST });
      return row ? { ...row.findings, checkedAt: row.checkedAt } : null;
    },
  };
}
