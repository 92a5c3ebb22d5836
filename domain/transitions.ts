import type { ActName } from './acts';
import { OPEN_STATUSES, type Status } from './statuses';

const WORKABLE: readonly Status[] = ['assigned', 'acknowledged', 'in_progress'];
const ANSWERED: readonly Status[] = ['resolved', 'rejected'];

/** From which statuses each act is legal (the design's table of acts). */
export const LEGAL_FROM: Readonly<Record<ActName, readonly Status[]>> = {
  acknowledge: ['assigned'],
  start: ['assigned', 'acknowledged'],
  resolve: WORKABLE,
  reject: WORKABLE,
  reassign: WORKABLE,
  extend: WORKABLE,
  merge: WORKABLE,
  ask: WORKABLE,
  assign: OPEN_STATUSES,
  nudge: WORKABLE,
  take_over: WORKABLE,
  shift: WORKABLE,
  unshift: WORKABLE,
  confirm: ANSWERED,
  reopen: ANSWERED,
  withdraw: OPEN_STATUSES,
  answer: OPEN_STATUSES,
  notes: ['submitted', ...WORKABLE, ...ANSWERED],
};

export function isLegal(act: ActName, status: Status): boolean {
  return LEGAL_FROM[act].includes(status);
}
