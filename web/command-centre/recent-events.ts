import type { FeedEvent, FeedReader } from '../../database/readers/feed-reader';
import type { WallSnapshot } from './wall-board';
import { fits, type WallFilter } from './wall-filter';

/** Rows of the stream on a new screen, and on one that reconnects. */
export const STREAM_ROWS = 30;
/** More than the rows, because some events are not shown. */
const EVENTS_READ = 3 * STREAM_ROWS;

interface Wanted {
  snapshot: WallSnapshot;
  filter: WallFilter;
  /** Only events after this position; all of them if left out. */
  after?: number;
}

/** The newest events that fit a filter, newest first; from the snapshot if it goes back far enough. */
export async function recentEvents(
  feed: Pick<FeedReader, 'latest'>,
  { snapshot, filter, after = 0 }: Wanted,
): Promise<FeedEvent[]> {
  const { events, isCut } = snapshot;
  const fitting = events.filter((event) => event.position > after && fits(filter, event));
  const reachesBack = !isCut || (events.at(-1)?.position ?? 0) <= after + 1;
  if (reachesBack || fitting.length >= EVENTS_READ) return fitting;
  const { agency, category, district } = filter;
  const older = await feed.latest({
    limit: EVENTS_READ,
    filter: {
      scope: 'all',
      ...(agency === undefined ? {} : { agency: [agency] }),
      ...(category === undefined ? {} : { category: [category] }),
      ...(district === undefined ? {} : { district: [district] }),
    },
  });
  return older.filter(({ position }) => position > after && position <= snapshot.position);
}
