import type { StreamSettings } from '../live/connection-slots';

export interface FeedStreamSettings extends Omit<StreamSettings, 'checkEveryHeartbeats'> {
  /**
   * How often to check the reader's credential again, and to read the feed in case news of an event was missed.
   */
  lookEveryMs: number;
  /** Events to write before waiting for the reader to receive them. */
  eventsAtOnce: number;
  /** A reader who receives nothing for this long is disconnected. */
  patienceMs: number;
}

export const FEED_STREAM_SETTINGS: FeedStreamSettings = {
  heartbeatMs: 15_000,
  lookEveryMs: 5_000,
  // About 60 kB, so that what waits for a reader stays far below the maximum.
  eventsAtOnce: 100,
  patienceMs: 30_000,
  waitingBytesAtMost: 256 * 1024,
  // The readers are other systems, not people: a few per network.
  slotsPerNetwork: 20,
  slots: 200,
};
