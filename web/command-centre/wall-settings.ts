import type { StreamSettings } from '../../api/live/connection-slots';
import { BOARD_SETTINGS, type BoardSettings } from './wall-board';

export type PushSettings = Pick<
  StreamSettings,
  'heartbeatMs' | 'checkEveryHeartbeats' | 'waitingBytesAtMost'
>;

export interface WallSettings {
  /** Maximum of open screens for this process. */
  screens: number;
  /** How often the board reads the city. */
  pace: BoardSettings;
  stream: PushSettings;
}

export const WALL_SETTINGS: WallSettings = {
  screens: 600,
  pace: BOARD_SETTINGS,
  // A push carries parts of a page, so more bytes may wait than in streams that carry only numbers.
  stream: { heartbeatMs: 15_000, checkEveryHeartbeats: 4, waitingBytesAtMost: 256 * 1024 },
};
