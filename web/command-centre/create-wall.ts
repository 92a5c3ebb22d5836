import { createConnectionSlots, type ConnectionSlots } from '../../api/live/connection-slots';
import type { DrawnMap } from '../map/drawn-map';
import type { PageTemplates } from '../page-templates';
import type { PagesDeps } from '../pages-deps';
import { createOnTimeShares } from './on-time-shares';
import { createScreens, type Screens } from './screens';
import { createWallBoard, type WallBoard } from './wall-board';
import { WALL_SETTINGS, type PushSettings } from './wall-settings';

export interface WallContext {
  board: WallBoard;
  screens: Screens;
  wallSlots: ConnectionSlots;
  pushSettings: PushSettings;
}

interface Making {
  templates: PageTemplates;
  map: DrawnMap;
}

/** What all screens of this process have in common. */
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
    // Everybody here is signed in, and a command centre is on one network.
    wallSlots: createConnectionSlots({ slots: screens, slotsPerNetwork: screens }),
    pushSettings: stream,
  };
}
