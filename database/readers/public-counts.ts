import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FINAL, OPEN } from '../status-lists';
import { conditionsOf, type ListFilter } from './list-filter';

export interface PublicCounts {
  open: number;
  /** Resolutions within the last seven days, whatever happened to the complaints since. */
  resolvedLately: number;
}

const RESOLVED_WITHIN = `interval '7 days'`;

/** How many complaints that the public may know of match a filter; confidential ones are never counted. */
export async function readPublicCounts(db: Database, filter: ListFilter): Promise<PublicCounts> {
  const where = conditionsOf({ ...filter, visibleTo: 'public' }, null);
  // OPEN implies not final, but the index of unfinished complaints needs that condition as such.
  const [counts] = await selectRows<PublicCounts>(db, {
    sql: `SELECT
      (SELECT count(*)::int FROM complaints c
        WHERE c.status NOT IN ${FINAL} AND c.status IN ${OPEN} AND ${where.sql}) AS open,
      (SELECT count(*)::int FROM timeline_events e JOIN complaints c ON c.id = e.complaint_id
        WHERE e.type = 'resolved' AND e.at >= now() - ${RESOLVED_WITHIN} AND ${where.sql}) AS "resolvedLately"`,
    bind: where.bind,
  });
  if (!counts) throw new RangeError('a count is always answered');
  return counts;
}
