import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FINAL, OPEN } from '../status-lists';
import { CHANNELS } from './notify';

/** A case that changes of the city pack or the staff list have left with somebody who is gone. */
export interface LeftCase {
  id: string;
  clockOffsetMs: number;
}

/** A case whose officer no longer belongs to its agency. */
export interface OfficerlessCase extends LeftCase {
  officer: string;
  /** Of its last event. */
  sequence: number;
}

interface Page {
  /** Id of the last case of the page before. */
  after: string | null;
  limit: number;
}

export interface CityUpkeep {
  /** Open cases of these agencies, except those that the command centre has taken over. */
  casesOf(agencies: readonly string[], page: Page): Promise<LeftCase[]>;
  /** Open cases whose officer was deactivated or now belongs to another agency. */
  officerless(page: Page): Promise<OfficerlessCase[]>;
  /** References of offices with pending mails. */
  officesWaitedFor(): Promise<string[]>;
  /**
   * Re-addresses mails pending for an office that is gone to those who are now notified for it; a recipient who
   * already has such a mail gets no second. @returns how many mails were taken from the office
   */
  readdress(input: { from: string; to: readonly string[] }): Promise<number>;
}

// Excludes final ones as well, so that the index of unfinished complaints can be used: this runs twice a minute.
const LEFT = `
  SELECT c.id, c.clock_offset::float8 AS "clockOffsetMs", c.officer, c.sequence FROM complaints c
  WHERE c.status NOT IN ${FINAL} AND c.status IN ${OPEN} AND ($1::uuid IS NULL OR c.id > $1)`;

const CASES_OF = `${LEFT} AND c.agency = ANY($3::text[]) AND NOT c.taken_over ORDER BY c.id LIMIT $2`;

const OFFICERLESS = `${LEFT} AND c.officer IS NOT NULL AND NOT EXISTS (
    SELECT FROM staff s WHERE s.id = c.officer AND s.deactivated_at IS NULL AND s.agency = c.agency)
  ORDER BY c.id LIMIT $2`;

const WAITED_FOR = `
  SELECT DISTINCT recipient FROM notifications
  WHERE state = 'pending' AND recipient ~ '^(agency|supervisor|agency_head|command_centre|leadership):'`;

// Digests and weekly reports are about no complaint: the new recipients get the next one. That a complaint has
// left an office does not concern those who are now notified for it.
const READDRESS = `
  WITH gone AS (
    UPDATE notifications SET state = 'suppressed', last_error = 'office_gone'
    WHERE recipient = $1 AND state = 'pending' AND (leased_until IS NULL OR leased_until <= now())
    RETURNING complaint_id, sequence, kind, assignment, due_at
  ), written AS (
    INSERT INTO notifications (id, complaint_id, sequence, kind, recipient, assignment, due_at)
    SELECT gen_random_uuid(), complaint_id, sequence, kind, heard_by, assignment, due_at
    FROM gone CROSS JOIN unnest($2::text[]) AS heard_by WHERE complaint_id IS NOT NULL AND kind <> 'unassigned'
    ON CONFLICT DO NOTHING RETURNING id
  ), notified AS (SELECT pg_notify($3, '') FROM (SELECT FROM written LIMIT 1) AS any_written)
  SELECT (SELECT count(*)::int FROM gone) AS gone, (SELECT count(*) FROM notified)`;

export function createCityUpkeep({ db }: { db: Database }): CityUpkeep {
  return {
    casesOf: (agencies, { after, limit }) =>
      selectRows<LeftCase>(db, { sql: CASES_OF, bind: [after, limit, [...agencies]] }),
    officerless: ({ after, limit }) =>
      selectRows<OfficerlessCase>(db, { sql: OFFICERLESS, bind: [after, limit] }),
    async officesWaitedFor() {
      const rows = await selectRows<{ recipient: string }>(db, { sql: WAITED_FOR });
      return rows.map(({ recipient }) => recipient);
    },
    async readdress({ from, to }) {
      const bind = [from, [...to], CHANNELS.notifications];
      const [row] = await selectRows<{ gone: number }>(db, { sql: READDRESS, bind });
      return row?.gone ?? 0;
    },
  };
}
