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
  /** Of calls that count: asked once more in the end. */
  echoesAtMost: number;
  /** Of cases whose clock is moved to their next instant in the end. */
  timersAtMost: number;
}
