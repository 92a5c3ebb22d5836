import type { Transaction } from 'sequelize';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { sqlInstant } from '../instants';
import { selectRows } from '../select-rows';

/** An agency that is out now, and until when. */
export interface RunningOutage {
  id: string;
  agency: string;
  until: Instant;
}

/** When its hours are over. */
export const OUTAGE_UNTIL = `o.created_at + o.hours * interval '1 hour'`;

const RUNNING = `
  SELECT o.id, o.agency, ${sqlInstant(OUTAGE_UNTIL)} AS until FROM agency_outages AS o
  WHERE o.undone_at IS NULL AND ${OUTAGE_UNTIL} > clock_timestamp() AND ($1::text IS NULL OR o.agency = $1)
  ORDER BY o.agency, o.created_at`;

/** Of all agencies, or of one; an agency has at most one running outage. */
export function readRunningOutages(
  db: Database,
  { agency = null, transaction }: { agency?: string | null; transaction?: Transaction } = {},
): Promise<RunningOutage[]> {
  return selectRows<RunningOutage>(db, { sql: RUNNING, bind: [agency], transaction });
}
