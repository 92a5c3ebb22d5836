import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';
import type { FeedEvent, FeedFilter, FeedReader } from '../../database/readers/feed-reader';
import type { FeedCursors } from './feed-cursor';

/** Cursor for events from now on, without earlier ones. */
export const LATEST = 'latest';

/** Some events in the order of the feed. */
export interface FeedSlice {
  events: FeedEvent[];
  /**
   * No matching event is left at or below it. For readers who may not see all events it is the position of one
   * that they may see, or a large step further: it must not move with each event that is hidden from them.
   */
  position: number;
}

/** Positions to scan in one go, so that a filter that matches nothing costs no more than another. */
const LOOKED_AT_ONCE = 10_000;

interface ReadInput {
  position: number;
  limit: number;
  filter: FeedFilter;
}

/** The next events after a position; no events and the same position at the end of the feed. */
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

/** The position to report to a reader who was sent everything up to `upTo`. */
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
 * The position that a cursor stands for; the beginning of the feed without a cursor.
 * @throws InvalidCursorError, also for a position that this feed has not reached: it comes from another database,
 * or from this one before an older backup was restored, and the client would wait in vain
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

/** The end of the feed, as far as the reader may know it. */
async function latestPlace(feed: PositionDeps['feed'], { scope }: FeedFilter): Promise<number> {
  const last = await feed.last();
  if (scope === 'all') return last;
  // A multiple of the step, in case none of the last events was visible to the reader.
  const step = LOOKED_AT_ONCE * Math.floor(last / LOOKED_AT_ONCE);
  const after = Math.max(0, step - LOOKED_AT_ONCE);
  const [seen] = await feed.latest({ after, limit: 1, filter: { scope } });
  return seen?.position ?? after;
}
