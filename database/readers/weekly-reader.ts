import type {
  WeekFigures,
  WeeklyCase,
  WeeklyReport,
  WeeklyStanding,
} from '../../mail/occasions/weekly-material';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { OPEN } from '../status-lists';
import { countedFacts } from './counted-facts';
import type { OnTimeShare, StatisticsReader } from './statistics-reader';

export interface WeeklyReader {
  /** Report of the week before a Monday (`YYYY-MM-DD`, in the city's time zone), and the situation now. */
  reportOf(input: { monday: string }): Promise<WeeklyReport>;
}

interface WeeklyReaderDeps {
  db: Database;
  city: { timeZone: string };
  statistics: Pick<StatisticsReader, 'onTimeShares'>;
}

const LONGEST_SHOWN = 10;
const MS_PER_DAY = 86_400_000;
/** One week alone has too few decided promises, and its last days have none. */
const SHARES_OF_DAYS = 28;

// The Monday and the two Mondays before it, each at midnight in the city.
const MONDAYS = `
  SELECT floor(extract(epoch FROM ($1::date - 7 * back)::timestamp AT TIME ZONE $2) * 1000)::float8 AS at
  FROM generate_series(0, 2) AS back ORDER BY back`;

// By the week of the event and the agency that had the complaint then, so that the figures of a reported week
// never change.
const COUNTS = `
  SELECT agency,
    count(*) FILTER (WHERE type = 'received' AND at < $2)::int AS "receivedBefore",
    count(*) FILTER (WHERE type = 'received' AND at >= $2)::int AS received,
    count(*) FILTER (WHERE type = 'resolved' AND at < $2)::int AS "resolvedBefore",
    count(*) FILTER (WHERE type = 'resolved' AND at >= $2)::int AS resolved
  FROM (${countedFacts('e.at >= $1 AND e.at < $3')}) AS fact GROUP BY agency ORDER BY agency`;

const STANDING = `
  SELECT count(*)::int AS open,
    count(*) FILTER (WHERE resolve_by < now() + clock_offset * interval '1 millisecond')::int AS late,
    count(*) FILTER (WHERE confidential)::int AS confidential,
    count(*) FILTER (WHERE escalation_level = 1)::int AS "level1",
    count(*) FILTER (WHERE escalation_level = 2)::int AS "level2",
    count(*) FILTER (WHERE escalation_level = 3)::int AS "level3"
  FROM complaints WHERE status IN ${OPEN} AND desk_rank = 0`;

// Confidential ones are counted but not named.
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
  const sharesUntil = (until: number) =>
    statistics.onTimeShares({ since: until - SHARES_OF_DAYS * MS_PER_DAY, until });

  return {
    async reportOf({ monday }) {
      const mondays = await selectRows<{ at: number }>(db, { sql: MONDAYS, bind: [monday, city.timeZone] });
      const [to, from, before] = mondays.map(({ at }) => at) as [number, number, number];
      const dates = [before, from, to].map((at) => new Date(at));
      const [counts, shares, sharesBefore, [standing], longest] = await Promise.all([
        selectRows<CountsRow>(db, { sql: COUNTS, bind: dates }),
        sharesUntil(to),
        sharesUntil(from),
        selectRows<WeeklyStanding>(db, { sql: STANDING }),
        selectRows<WeeklyCase>(db, { sql: LONGEST }),
      ]);
      if (!standing) throw new RangeError('a count is always answered');
      const codes = [...counts, ...shares, ...sharesBefore].map(({ agency }) => agency);
      const agencies = [...new Set(codes)].sort().map((agency) => {
        const isOwn = (row: { agency: string }) => row.agency === agency;
        const own = counts.find(isOwn);
        return {
          agency,
          week: figures(own?.received, own?.resolved, shares.find(isOwn)),
          before: figures(own?.receivedBefore, own?.resolvedBefore, sharesBefore.find(isOwn)),
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

function figures(received = 0, resolved = 0, share?: OnTimeShare): WeekFigures {
  return { received, resolved, decided: share?.total ?? 0, onTime: share?.onTime ?? 0 };
}

function sum(all: readonly WeekFigures[]): WeekFigures {
  const of = (name: keyof WeekFigures) => all.reduce((total, each) => total + each[name], 0);
  return { received: of('received'), resolved: of('resolved'), decided: of('decided'), onTime: of('onTime') };
}
