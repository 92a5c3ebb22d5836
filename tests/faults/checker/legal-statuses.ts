import type { ActName } from '../client/act-names';

const WORKED_ON = ['assigned', 'acknowledged', 'in_progress'];
const ANSWERED = ['resolved', 'rejected'];

/**
 * The shown statuses from which an act is possible: the design's table, written down again, where the status alone
 * decides. An act that depends on more (an open question, a nudge within the hour) has none.
 */
export const LEGAL_STATUSES: Record<ActName, readonly string[]> = {
  acknowledge: ['assigned'],
  start: ['assigned', 'acknowledged'],
  resolve: WORKED_ON,
  reject: WORKED_ON,
  notes: [...WORKED_ON, ...ANSWERED],
  confirm: ANSWERED,
  reopen: ANSWERED,
  tell: ANSWERED,
  withdraw: WORKED_ON,
  reassign: [],
  extend: [],
  merge: [],
  ask: [],
  assign: [],
  nudge: [],
  take_over: [],
  answer: [],
};
