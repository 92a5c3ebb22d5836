import { setTimeout as delay } from 'node:timers/promises';
import {
  arm,
  asValue,
  disarm,
  hasPointFired,
  KILL_POINTS,
  type Arming,
  type KillPoint,
} from '../kill-points/kill-points';
import type { CueKind } from '../client/cued-plays';
import { startAll } from './outages';
import type { Arena, Fault } from './fault';

const PATIENCE_MS = 12_000;
const LOOK_MS = 5;

async function untilTrue(holds: () => boolean): Promise<boolean> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > giveUpAt) return false;
    await delay(LOOK_MS);
  }
  return true;
}

const folderOf = ({ system }: Arena, point: KillPoint) => system.places.killPoints[KILL_POINTS[point]];

/** The process dies at the point, and its part starts it again. */
export function dieAt(point: KillPoint, needs: CueKind, arming: Arming = {}): Fault {
  return {
    name: `die ${point}${arming.match ? ` (${/[a-z]+/.exec(arming.match)?.[0]})` : ''}`,
    needs,
    async strike(arena) {
      const folder = folderOf(arena, point);
      const { deaths } = arena.system;
      const before = deaths.length;
      await arm(folder, point, arming);
      arena.cue.open();
      await untilTrue(() => hasPointFired(folder, point));
      const hasFired = await disarm(folder, point);
      // Until its death is noticed, it looks as healthy as ever.
      if (hasFired) await untilTrue(() => deaths.length > before);
      return hasFired;
    },
  };
}

/**
 * The power fails in the middle of a burst: the worker dies right after a commit, and everything else at the same
 * moment.
 */
export function powerCut(passes: number): Fault {
  return {
    name: 'power cut in a burst',
    needs: 'burst',
    async strike(arena) {
      const { system, cue } = arena;
      const folder = folderOf(arena, 'after-commit');
      await untilTrue(() => cue.waiting() > passes);
      await arm(folder, 'after-commit', { passes, match: asValue('resolved') });
      cue.open();
      await untilTrue(() => hasPointFired(folder, 'after-commit'));
      await Promise.all(Object.values(system.parts).map((part) => part.kill()));
      const hasFired = await disarm(folder, 'after-commit');
      await startAll(system);
      return hasFired;
    },
  };
}

/** The mail is taken this long after the worker has died. */
const TAKEN_LATER_MS = 1_500;

/**
 * The mail server has received a whole mail, and the worker dies before it gets the 250.
 * @param taken whether the server keeps that mail, so that it may be in the mailbox twice
 */
export function dieAfterFinalDot({ taken }: { taken: boolean }): Fault {
  return {
    name: `die after-final-dot (${taken ? 'taken' : 'not taken'})`,
    needs: 'act',
    async strike({ system, cue }) {
      let reached = false;
      system.setMailFaults(() => {
        if (reached) return undefined;
        reached = true;
        return taken ? { kind: 'slow', delayMs: TAKEN_LATER_MS } : { kind: 'hang' };
      });
      cue.open();
      await untilTrue(() => reached);
      await system.parts.worker.kill();
      system.setMailFaults(() => undefined);
      await system.parts.worker.start();
      return reached;
    },
  };
}
