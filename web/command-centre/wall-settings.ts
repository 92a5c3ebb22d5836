import type { StreamSettings } from '../../api/live/connection-slots';
import { BOARD_SETTINGS, type BoardSettings } from './wall-board';

export type PushSettings = Pick<
  StreamSettings,
  'heartbeatMs' | 'checkEveryHeartbeats' | 'waitingBytesAtMost'
>;

export interface WallSettings {
  /** Open screens of this process. */
  screens: number;
  /** How often the city is read. */
  pace: BoardSettings;
  stream: PushSettings;
}

export const WALL_SETTINGS: WallSettings = {
  screens: 600,
  pace: BOARD_SETTINGS,
  // A push brings parts of a page, so more may wait than where only numbers are told.
  stream: { heartbeatMs: 15_000, checkEveryHeartbeats: 4, waitingBytesAtMost: 256 * 1024 },
};
