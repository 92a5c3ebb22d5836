import type { ActName } from '../client/act-names';
import type { LoggedCall } from '../client/call-log';

/** What an act leaves on a timeline. Written down here once more, so that the rules are not checked by themselves. */
const EVENT_TYPES: Record<ActName, readonly string[]> = {
  acknowledge: ['acknowledged'],
  start: ['started'],
  resolve: ['resolved'],
  reject: ['rejected'],
  // Handed on too often: it stays and climbs, or the command centre is told.
  reassign: ['reassigned', 'escalated', 'noted'],
  extend: ['extended'],
  notes: ['noted'],
  merge: ['merged'],
  ask: ['information_requested'],
  assign: ['officer_assigned'],
  nudge: ['nudged'],
  take_over: ['taken_over'],
  confirm: ['confirmed'],
  reopen: ['reopened'],
  // Others may have the problem, too.
  withdraw: ['withdrawn', 'reporter_left'],
  answer: ['information_answered'],
};

export function eventTypesOf({ act }: Pick<LoggedCall, 'act'>): readonly string[] {
  return act === 'file' ? ['received'] : EVENT_TYPES[act];
}
