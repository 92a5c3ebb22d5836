import type { CityPack } from '../../city/city-pack';
import { everyOf, isWarnedByDigest } from '../../city/directory';
import type { Instant } from '../../domain/instant';
import type { Digest, DigestCase, DigestSection } from '../../mail/occasions/occasional-material';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { OPEN } from '../status-lists';

/** What a supervisor should know in the morning. */
export interface DigestReader {
  /** Codes of the agencies that have something to report. */
  agencies(input: { now: Instant }): Promise<string[]>;
  /** Supervisors on the staff list. */
  supervisors(): Promise<{ id: string; agency: string; email: string }[]>;
  digestOf(input: { agency: string; now: Instant }): Promise<Digest>;
}

interface DigestReaderDeps {
  db: Database;
  city: CityPack;
}

interface Row extends DigestCase {
  section: DigestSection;
  count: number;
}

/** Per section; nobody reads more in a mail, and the desk's list has them all. */
const SHOWN_AT_MOST = 20;
const SILENT_HOURS = 24;

// All instants, `at` (now) included, are by the case's own clock. A complaint is in the first section that fits; one
// that the command centre has taken over is in none, since nobody at the agency can act on it. Every event but the
// system's own warning ends the silence; until a complaint is acknowledged, only its receipt, a hand-over or a reopening
// does.
const WATCHED = `
  SELECT *,
    CASE
      WHEN resolve_by < at THEN 'overdue'
      WHEN due_by < day_end THEN 'dueToday'
      WHEN due_by < at + interval '24 hours' AND agency = ANY($4::text[]) THEN 'dueNext'
      WHEN silent_since <= at - interval '${SILENT_HOURS} hours' THEN 'silent'
    END AS section
  FROM (
    SELECT id, agency, tracking_code, category, district, escalation_level, resolve_by, moved.at,
      least(CASE WHEN acknowledge_by >= moved.at THEN acknowledge_by END, resolve_by) AS due_by,
      (date_trunc('day', moved.at AT TIME ZONE $2) + interval '1 day') AT TIME ZONE $2 AS day_end,
      (SELECT max(event.at) FROM timeline_events AS event WHERE complaint_id = complaint.id AND type <> 'warned'
        AND (acknowledged_at IS NOT NULL OR type IN ('received', 'reassigned', 'reopened'))) AS silent_since
    FROM complaints AS complaint
      CROSS JOIN LATERAL (SELECT to_timestamp(($1::float8 + clock_offset) / 1000) AS at) AS moved
    WHERE status IN ${OPEN} AND NOT taken_over AND ($3::text IS NULL OR agency = $3)
  ) AS open_complaints`;

const AGENCIES = `
  SELECT DISTINCT agency FROM (${WATCHED}) AS watched WHERE section IS NOT NULL ORDER BY agency`;

const SUPERVISORS = `
  SELECT id, agency, email FROM staff WHERE role = 'supervisor' AND deactivated_at IS NULL ORDER BY id`;

const CASES = `
  SELECT section, count, tracking_code AS "trackingCode", category, district,
    escalation_level AS "escalationLevel", ${ms('due_by')} AS "dueBy", ${ms('silent_since')} AS "silentSince",
    ${ms('at')} AS now
  FROM (
    SELECT *, count(*) OVER (PARTITION BY section)::integer AS count,
      row_number() OVER (PARTITION BY section ORDER BY urgent_since, id) AS place
    FROM (SELECT *, CASE section WHEN 'silent' THEN silent_since ELSE due_by END AS urgent_since
      FROM (${WATCHED}) AS watched WHERE section IS NOT NULL) AS sections
  ) AS placed
  WHERE place <= $5 ORDER BY place`;

export function createDigestReader({ db, city }: DigestReaderDeps): DigestReader {
  const { timeZone } = city;
  const withWarnings = everyOf(city, 'agencies')
    .map(({ code }) => code)
    .filter((code) => isWarnedByDigest(city, code));
  return {
    async agencies({ now }) {
      const rows = await selectRows<{ agency: string }>(db, {
        sql: AGENCIES,
        bind: [now, timeZone, null, withWarnings],
      });
      return rows.map(({ agency }) => agency);
    },
    supervisors: () => selectRows<{ id: string; agency: string; email: string }>(db, { sql: SUPERVISORS }),
    async digestOf({ agency, now }) {
      const bind = [now, timeZone, agency, withWarnings, SHOWN_AT_MOST];
      const rows = await selectRows<Row>(db, { sql: CASES, bind });
      const partOf = (section: DigestSection) => {
        const cases = rows.filter((row) => row.section === section);
        return { count: cases[0]?.count ?? 0, cases };
      };
      return {
        ...{ overdue: partOf('overdue'), dueToday: partOf('dueToday') },
        ...{ dueNext: partOf('dueNext'), silent: partOf('silent') },
      };
    },
  };
}

/** SQL for whole milliseconds since 1970. */
function ms(column: string): string {
  return `floor(extract(epoch FROM ${column}) * 1000)::float8`;
}
