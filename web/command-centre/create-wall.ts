import {
  createConnectionSlots,
  type ConnectionSlots,
  type StreamSettings,
} from '../../api/live/connection-slots';
import type { CityMap } from '../browse/city-map';
import type { PageTemplates } from '../page-templates';
import type { PagesDeps } from '../pages-deps';
import { createOnTimeShares } from './on-time-shares';
import { createScreens, type Screens } from './screens';
import { BOARD_SETTINGS, createWallBoard, type BoardSettings, type WallBoard } from './wall-board';

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

export interface WallContext {
  board: WallBoard;
  screens: Screens;
  wallSlots: ConnectionSlots;
  pushSettings: PushSettings;
}

export const WALL_SETTINGS: WallSettings = {
  screens: 600,
  pace: BOARD_SETTINGS,
  // A push brings parts of a page, so more may wait than where only numbers are told.
  stream: { heartbeatMs: 15_000, checkEveryHeartbeats: 4, waitingBytesAtMost: 256 * 1024 },
};

interface Making {
  templates: PageTemplates;
  map: CityMap;
}

/** What all screens of this process are told from. */
export function createWall(deps: PagesDeps, { templates, map }: Making): WallContext {
  const { wall, feed, live, health, statistics, city, logger } = deps;
  const { screens, pace, stream } = { ...WALL_SETTINGS, ...deps.wallSettings };
  const board = createWallBoard({
    ...{ wall, feed, live, health, logger },
    onTime: createOnTimeShares({ statistics }),
    timeZone: city.timeZone,
    settings: pace,
  });
  return {
    board,
    screens: createScreens({ board, feed, templates, logger, city, map }),
    // Whoever sits here is known, and a command centre has one network.
    wallSlots: createConnectionSlots({ slots: screens, slotsPerNetwork: screens }),
    pushSettings: stream,
  };
}
