import type { Random } from '../random';
import type { CallLog } from './call-log';
import type { People } from './people';

/** What every script of a run shares. */
export interface Stage {
  url: string;
  log: CallLog;
  people: People;
  photo: Buffer;
  /** When the client gives up on an answer; moved on when healing begins. */
  giveUpAt: () => number;
  /** How long a script may pause between two steps, in milliseconds. */
  pauseMs: number;
}

/** The stage with what belongs to one case only. */
export interface CaseStage extends Stage {
  caseName: string;
  random: Random;
}
