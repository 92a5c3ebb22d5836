import type { Fault } from './nemesis/fault';
import type { Random } from './random';

/** How big a run is. */
export interface Storm {
  cases: number;
  faults: (random: Random) => Fault[];
  gapMs: { least: number; most: number };
  /** How long the faults are expected to take: plays begin in the first part of it. */
  stormMs: number;
  burstSize: number;
  pauseMs: number;
  /** After the last fault: for what is still being asked, and for what has to drain. */
  answerPatienceMs: number;
  drainPatienceMs: number;
  /** How many calls that count are repeated in the end. */
  echoesAtMost: number;
  /** How many cases have their clock moved to their next instant in the end. */
  timersAtMost: number;
}
