import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';
import type { FeedEvent, FeedFilter, FeedReader } from '../../database/readers/feed-reader';
import type { FeedCursors } from './feed-cursor';

/** Begins with what comes next, not with what has been. */
export const LATEST = 'latest';

/** Some events in the order of the feed. */
export interface FeedSlice {
  events: FeedEvent[];
  /**
   * Nothing that fits the filter is left at or below it. For whoever may not see all events it is the place of one that they
   * may see, or a step far beyond: it must not move with each event that they are not told.
   */
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
  feed: Pick<FeedReader, 'last' | 'after' | 'latest'>,
  { position, limit, filter }: ReadInput,
): Promise<FeedSlice> {
  const upTo = Math.min(await feed.last(), position + LOOKED_AT_ONCE);
  if (upTo <= position) return { events: [], position };
  const events = await feed.after({ position, upTo, limit, filter });
  const newest = events.length === limit ? events.at(-1) : undefined;
  return { events, position: newest?.position ?? (await placeAt(feed, { position, upTo, filter })) };
}

/** How far a reader is who has been told everything up to `upTo`. */
async function placeAt(
  feed: Pick<FeedReader, 'last' | 'after' | 'latest'>,
  { position, upTo, filter: { scope } }: { position: number; upTo: number; filter: FeedFilter },
): Promise<number> {
  if (scope === 'all') return upTo;
  const [seen] = await feed.latest({ after: position, before: upTo + 1, limit: 1, filter: { scope } });
  if (seen) return seen.position;
  return upTo - position < LOOKED_AT_ONCE ? position : upTo;
}

export interface PositionDeps {
  feed: Pick<FeedReader, 'last' | 'latest'>;
  feedCursors: FeedCursors;
}

/**
 * The position that a cursor stands for; the beginning of the feed without one.
 * @throws InvalidCursorError, also for a position that this feed has not reached: it is of another database, or of this
 * one before an older backup was put back, and would be waited for in silence
 */
export async function positionOf(
  { feed, feedCursors }: PositionDeps,
  { cursor, filter }: { cursor: string | undefined; filter: FeedFilter },
): Promise<number> {
  if (cursor === undefined) return 0;
  if (cursor === LATEST) return latestPlace(feed, filter);
  const position = feedCursors.decode(cursor);
  if (position > (await feed.last())) throw new InvalidCursorError();
  return position;
}

/** The end of the feed, as far as the reader may know of it. */
async function latestPlace(feed: PositionDeps['feed'], { scope }: FeedFilter): Promise<number> {
  const last = await feed.last();
  if (scope === 'all') return last;
  // Whole steps, where nothing of the last ones was for them.
  const step = LOOKED_AT_ONCE * Math.floor(last / LOOKED_AT_ONCE);
  const after = Math.max(0, step - LOOKED_AT_ONCE);
  const [seen] = await feed.latest({ after, limit: 1, filter: { scope } });
  return seen?.position ?? after;
}
