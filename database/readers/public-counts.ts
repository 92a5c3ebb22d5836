import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FINAL, OPEN } from '../status-lists';
import { conditionsOf, type ListFilter } from './list-filter';

export interface PublicCounts {
  open: number;
  /** How often one was resolved within the last seven days, whatever became of it since. */
  resolvedLately: number;
}

const RESOLVED_WITHIN = `interval '7 days'`;

/** How many complaints the public may know of fit a filter; confidential ones are in no count. */
export async function readPublicCounts(db: Database, filter: ListFilter): Promise<PublicCounts> {
  const where = conditionsOf({ ...filter, visibleTo: 'public' }, null);
  // OPEN implies that it is not final, which is what the index of unfinished complaints says.
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
