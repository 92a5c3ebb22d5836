import { forecast, type ForecastMiss } from '../../domain/forecast';
import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';
import type { Status } from '../../domain/statuses';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { OPEN } from '../status-lists';
import { readCases } from '../cases/read-cases';

/** An open case that will miss a checkpoint if nobody acts; nothing about its reporter. */
export interface ForecastCase {
  id: string;
  trackingCode: string;
  category: string;
  district: string;
  agency: string;
  status: Status;
  confidential: boolean;
  /** The current level. */
  level: EscalationLevel;
  /** Hours of the target, and the instant of the promise. */
  targetHours: number;
  resolveBy: Instant;
  /** By the case's own clock, like the misses. */
  now: Instant;
  /** In chronological order; at least one. */
  misses: ForecastMiss[];
}

export interface ForecastReader {
  /** Cases of these agencies that will miss a checkpoint within so many hours, soonest first. */
  upcoming(input: { agencies: 'all' | readonly string[]; hours: number }): Promise<ForecastCase[]>;
}

type DueRow = Omit<ForecastCase, 'misses'>;

// In two parts, so that each can use its index: hardly any case has a moved clock.
const DUE = `
  SELECT id, tracking_code AS "trackingCode", category, district, agency, status, confidential,
    escalation_level AS level, target_hours AS "targetHours",
    floor(extract(epoch FROM resolve_by) * 1000)::float8 AS "resolveBy",
    floor(extract(epoch FROM now()) * 1000)::float8 + clock_offset AS now
  FROM complaints
  WHERE status IN ${OPEN} AND ($1::text[] IS NULL OR agency = ANY($1::text[]))
    AND ((clock_offset = 0 AND next_due_by < now() + $2::float8 * interval '1 hour')
      OR (clock_offset <> 0
        AND next_due_by < now() + clock_offset * interval '1 millisecond' + $2::float8 * interval '1 hour'))
  ORDER BY next_due_by - clock_offset * interval '1 millisecond', id`;

/** The rows tell which cases are due soon; the rules, applied to their timelines, tell what they will miss. */
export function createForecastReader({ db }: { db: Database }): ForecastReader {
  return {
    async upcoming({ agencies, hours }) {
      const bind = [agencies === 'all' ? null : [...agencies], hours];
      const due = await selectRows<DueRow>(db, { sql: DUE, bind });
      const cases = await readCases(
        db,
        due.map(({ id }) => id),
      );
      return due.flatMap((row) => {
        const current = cases.get(row.id);
        // A reminder may be all that is due.
        const misses = current ? forecast(current, row.now + hours * 3_600_000) : [];
        return misses.length === 0 ? [] : [{ ...row, misses }];
      });
    },
  };
}
