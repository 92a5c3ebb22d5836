import type {
  WeekFigures,
  WeeklyCase,
  WeeklyReport,
  WeeklyStanding,
} from '../../mail/occasions/weekly-material';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { OPEN } from '../status-lists';
import type { StatisticsReader, StatisticsRow } from './statistics-reader';

export interface WeeklyReader {
  /** The week before a Monday (`YYYY-MM-DD`, of the city), and how things stand now. */
  reportOf(input: { monday: string }): Promise<WeeklyReport>;
}

interface WeeklyReaderDeps {
  db: Database;
  city: { timeZone: string };
  statistics: Pick<StatisticsReader, 'tables'>;
}

const LONGEST_SHOWN = 10;
const MS_PER_DAY = 86_400_000;
/** One week alone has too few that are decided, and its last days none. */
const SHARES_OF_DAYS = 28;

// Monday, and those one and two weeks before it, each at its midnight in the city.
const MONDAYS = `
  SELECT floor(extract(epoch FROM ($1::date - 7 * back)::timestamp AT TIME ZONE $2) * 1000)::float8 AS at
  FROM generate_series(0, 2) AS back ORDER BY back`;

// Whoever has it now answers for it; an answer is told in the week of its instant, whenever the complaint came.
const COUNTS = `
  SELECT agency,
    count(*) FILTER (WHERE received_at >= $2 AND received_at < $3)::int AS "receivedBefore",
    count(*) FILTER (WHERE received_at >= $3 AND received_at < $4)::int AS received,
    count(*) FILTER (WHERE resolved_at >= $2 AND resolved_at < $3)::int AS "resolvedBefore",
    count(*) FILTER (WHERE resolved_at >= $3 AND resolved_at < $4)::int AS resolved
  FROM complaints WHERE received_at >= $1 AND received_at < $4 GROUP BY agency ORDER BY agency`;
/** What was answered later than that is too rare to look through a city's years for. */
const RECEIVED_WITHIN_DAYS = 120;

const STANDING = `
  SELECT count(*)::int AS open,
    count(*) FILTER (WHERE resolve_by < now() + clock_offset * interval '1 millisecond')::int AS late,
    count(*) FILTER (WHERE confidential)::int AS confidential,
    count(*) FILTER (WHERE escalation_level = 1)::int AS "level1",
    count(*) FILTER (WHERE escalation_level = 2)::int AS "level2",
    count(*) FILTER (WHERE escalation_level = 3)::int AS "level3"
  FROM complaints WHERE status IN ${OPEN} AND desk_rank = 0`;

// Confidential ones are counted and not named.
const LONGEST = `
  SELECT tracking_code AS "trackingCode", category, district, agency, escalation_level AS level,
    (extract(epoch FROM now() - received_at) * 1000 + clock_offset)::float8 AS "openMs"
  FROM complaints WHERE status IN ${OPEN} AND desk_rank = 0 AND NOT confidential
  ORDER BY received_at - clock_offset * interval '1 millisecond', id LIMIT ${LONGEST_SHOWN}`;

interface CountsRow {
  agency: string;
  received: number;
  receivedBefore: number;
  resolved: number;
  resolvedBefore: number;
}

export function createWeeklyReader({ db, city, statistics }: WeeklyReaderDeps): WeeklyReader {
  async function sharesUntil(to: number): Promise<StatisticsRow[]> {
    const from = to - SHARES_OF_DAYS * MS_PER_DAY;
    const filter = { agencies: 'all', from, to, includeConfidential: true } as const;
    return (await statistics.tables(filter, ['agency'])).agency;
  }

  return {
    async reportOf({ monday }) {
      const mondays = await selectRows<{ at: number }>(db, { sql: MONDAYS, bind: [monday, city.timeZone] });
      const [to, from, before] = mondays.map(({ at }) => at) as [number, number, number];
      const dates = [before - RECEIVED_WITHIN_DAYS * MS_PER_DAY, before, from, to].map((at) => new Date(at));
      const [counts, shares, sharesBefore, [standing], longest] = await Promise.all([
        selectRows<CountsRow>(db, { sql: COUNTS, bind: dates }),
        sharesUntil(to),
        sharesUntil(from),
        selectRows<WeeklyStanding>(db, { sql: STANDING }),
        selectRows<WeeklyCase>(db, { sql: LONGEST }),
      ]);
      if (!standing) throw new RangeError('a count is always answered');
      const codes = [...new Set([...counts, ...shares].map(({ agency }) => agency ?? ''))].sort();
      const agencies = codes.map((agency) => {
        const own = counts.find((row) => row.agency === agency);
        return {
          agency,
          week: figures(
            own?.received,
            own?.resolved,
            shares.filter((row) => row.agency === agency),
          ),
          before: figures(
            own?.receivedBefore,
            own?.resolvedBefore,
            sharesBefore.filter((row) => row.agency === agency),
          ),
        };
      });
      return {
        ...{ from, to, agencies, standing, longest },
        week: sum(agencies.map(({ week }) => week)),
        before: sum(agencies.map((agency) => agency.before)),
      };
    },
  };
}

function figures(received = 0, resolved = 0, [share]: StatisticsRow[]): WeekFigures {
  return {
    received,
    resolved,
    decided: share?.resolvedDecided ?? 0,
    onTime: share?.resolvedInTime ?? 0,
  };
}

function sum(all: readonly WeekFigures[]): WeekFigures {
  const of = (name: keyof WeekFigures) => all.reduce((total, each) => total + each[name], 0);
  return { received: of('received'), resolved: of('resolved'), decided: of('decided'), onTime: of('onTime') };
}
