import { setTimeout } from 'node:timers/promises';

/** Does the work and returns no earlier than after `ms`, to hide how long the work took. */
export async function inNoLessThan<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const [outcome] = await Promise.allSettled([work(), setTimeout(ms)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
