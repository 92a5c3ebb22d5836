import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';
import type { FeedEvent, FeedFilter, FeedReader } from '../../database/readers/feed-reader';
import { decodeFeedCursor } from './feed-cursor';

/** Begins with what comes next, not with what has been. */
export const LATEST = 'latest';

/** Some events in the order of the feed. */
export interface FeedSlice {
  events: FeedEvent[];
  /** How far was looked: nothing that fits the filter is left at or below it. */
  position: number;
}

/** Positions looked at in one go, so that a filter that nothing fits costs no more than another. */
const LOOKED_AT_ONCE = 10_000;

interface ReadInput {
  position: number;
  limit: number;
  filter: FeedFilter;
}

/** The next events after a position; none, and the same position, when the end is reached. */
export async function readFeed(
  feed: Pick<FeedReader, 'last' | 'after'>,
  { position, limit, filter }: ReadInput,
): Promise<FeedSlice> {
  const upTo = Math.min(await feed.last(), position + LOOKED_AT_ONCE);
  if (upTo <= position) return { events: [], position };
  const events = await feed.after({ position, upTo, limit, filter });
  const newest = events.length === limit ? events.at(-1) : undefined;
  return { events, position: newest?.position ?? upTo };
}

/**
 * The position that a cursor stands for; the beginning of the feed without one.
 * @throws InvalidCursorError, also for a position that this feed has not reached: it is of another database, or of this
 * one before an older backup was put back, and would be waited for in silence
 */
export async function positionOf(
  feed: Pick<FeedReader, 'last'>,
  cursor: string | undefined,
): Promise<number> {
  if (cursor === undefined) return 0;
  if (cursor === LATEST) return feed.last();
  const position = decodeFeedCursor(cursor);
  if (position > (await feed.last())) throw new InvalidCursorError();
  return position;
}
