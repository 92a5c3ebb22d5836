import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FINAL, OPEN } from '../status-lists';
import { CHANNELS } from './notify';

/** A case that the city's own changes have left with somebody who is no more. */
export interface LeftCase {
  id: string;
  clockOffsetMs: number;
}

/** One whose officer is no colleague of its agency's any more. */
export interface OfficerlessCase extends LeftCase {
  officer: string;
  /** Of its last event. */
  sequence: number;
}

interface Page {
  /** Id of the last one of the page before. */
  after: string | null;
  limit: number;
}

export interface CityUpkeep {
  /** Open cases of these agencies, but for those that the command centre has taken over. */
  casesOf(agencies: readonly string[], page: Page): Promise<LeftCase[]>;
  /** Open cases whose officer was deactivated, or belongs to another agency by now. */
  officerless(page: Page): Promise<OfficerlessCase[]>;
  /** References of offices that mails wait for. */
  officesWaitedFor(): Promise<string[]>;
  /**
   * Writes mails that wait for an office which is no more to those who hear for it now; one that has such a mail already
   * gets no second. @returns how many mails were taken from it
   */
  readdress(input: { from: string; to: readonly string[] }): Promise<number>;
}

// Also by what they are not: the index of unfinished ones then serves, and this is asked twice a minute.
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

// Digests and weekly reports are about no complaint: whoever hears now gets the next one. That a complaint left an office
// is nothing to those who hear for it now.
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
  ), told AS (SELECT pg_notify($3, '') FROM (SELECT FROM written LIMIT 1) AS any_written)
  SELECT (SELECT count(*)::int FROM gone) AS gone, (SELECT count(*) FROM told)`;

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
