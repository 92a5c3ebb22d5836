import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { FEED_COLUMNS, type FeedEvent } from './feed-event';
import { feedConditions, type FeedFilter } from './feed-filter';

export type { FeedEvent } from './feed-event';
export type { FeedFilter, FeedScope } from './feed-filter';

export interface FeedReader {
  /** Position of the newest event; 0 when there is none. All events up to it can be read. */
  last(): Promise<number>;
  /**
   * The events after a position, in the feed's order. `upTo` (a position, inclusive) limits how much is searched,
   * for filters that match few events.
   */
  after(input: { position: number; upTo?: number; limit: number; filter: FeedFilter }): Promise<FeedEvent[]>;
  /** Newest first, between two positions, both exclusive. */
  latest(input: { after?: number; before?: number; limit: number; filter: FeedFilter }): Promise<FeedEvent[]>;
}

export function createFeedReader({ db }: { db: Database }): FeedReader {
  return {
    async last() {
      const [feed] = await selectRows<{ last: number }>(db, {
        sql: 'SELECT coalesce(max(position), 0)::float8 AS last FROM timeline_events',
      });
      return feed?.last ?? 0;
    },
    async after({ position, upTo, limit, filter }) {
      const where = feedConditions(filter);
      where.add(`e.position > ${where.value(position)}`);
      if (upTo !== undefined) where.add(`e.position <= ${where.value(upTo)}`);
      return readFeed(db, { where, order: 'ASC', limit });
    },
    async latest({ after, before, limit, filter }) {
      const where = feedConditions(filter);
      if (after !== undefined) where.add(`e.position > ${where.value(after)}`);
      where.add(before === undefined ? 'e.position IS NOT NULL' : `e.position < ${where.value(before)}`);
      return readFeed(db, { where, order: 'DESC', limit });
    },
  };
}

interface FeedQuery {
  where: ReturnType<typeof feedConditions>;
  order: 'ASC' | 'DESC';
  limit: number;
}

function readFeed(db: Database, { where, order, limit }: FeedQuery): Promise<FeedEvent[]> {
  const most = where.value(limit);
  return selectRows<FeedEvent>(db, {
    // OFFSET keeps the planner from reading all complaints to join them with a few events: it looks each one up by
    // its key, in the order of the feed, until there are enough.
    sql: `SELECT ${FEED_COLUMNS}
      FROM timeline_events e
      CROSS JOIN LATERAL (SELECT * FROM complaints WHERE id = e.complaint_id OFFSET 0) c
      WHERE ${where.sql} ORDER BY e.position ${order} LIMIT ${most}`,
    bind: where.bind,
  });
}
