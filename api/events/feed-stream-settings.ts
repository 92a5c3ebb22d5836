import type { StreamSettings } from '../live/connection-slots';

export interface FeedStreamSettings extends Omit<StreamSettings, 'checkEveryHeartbeats'> {
  /** How often its reader is asked for their credential again, and the feed for what nobody was heard to publish. */
  lookEveryMs: number;
  /** Events that are written before it is waited for their reader to take them. */
  eventsAtOnce: number;
  /** Who takes nothing for so long is dropped. */
  patienceMs: number;
}

export const FEED_STREAM_SETTINGS: FeedStreamSettings = {
  heartbeatMs: 15_000,
  lookEveryMs: 5_000,
  // Some 60 kB, so that what waits for a reader stays far below the most that may.
  eventsAtOnce: 100,
  patienceMs: 30_000,
  waitingBytesAtMost: 256 * 1024,
  // Other systems, not people: a few of each network.
  slotsPerNetwork: 20,
  slots: 200,
};
