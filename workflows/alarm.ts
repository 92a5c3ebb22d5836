import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant } from '../domain/instant';

interface Timer {
  dueBy: Instant;
  scope: CancellationScope;
}

/**
 * A single timer, for the next deadline. It is kept while the deadline stays the same; a deadline that has passed
 * gets none.
 */
export function openAlarm() {
  let dueBy: Instant | null = null;
  let timer: Timer | null = null;
  let hasFired = false;

  function start(instant: Instant): Timer {
    const scope = new CancellationScope();
    const started = { dueBy: instant, scope };
    const onFired = () => {
      timer = null;
      hasFired = true;
    };
    const onFailed = (error: unknown) => {
      if (!isCancellation(error)) throw error;
    };
    // An act at the very instant is still in time, so the deadline has passed one millisecond later.
    void scope
      .run(() => sleep(instant + 1 - Date.now(), { summary: 'next deadline' }))
      .then(onFired, onFailed);
    return started;
  }

  return {
    setTo(instant: Instant | null): void {
      hasFired = false;
      dueBy = instant;
      if (timer?.dueBy === instant) return;
      timer?.scope.cancel();
      timer = instant !== null && instant + 1 > Date.now() ? start(instant) : null;
    },
    isRinging: () => hasFired || (dueBy !== null && dueBy + 1 <= Date.now()),
  };
}
