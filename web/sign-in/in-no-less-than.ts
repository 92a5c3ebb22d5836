import { setTimeout } from 'node:timers/promises';

/** Does the work, and answers not before `ms` are over: how long it took is nobody's business. */
export async function inNoLessThan<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const [outcome] = await Promise.allSettled([work(), setTimeout(ms)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
