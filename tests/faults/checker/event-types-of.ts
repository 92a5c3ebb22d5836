import type { ActName } from '../client/act-names';
import type { LoggedCall } from '../client/call-log';

/** What an act leaves on a timeline, written down again so that the rules are not checked against themselves. */
const EVENT_TYPES: Record<ActName, readonly string[]> = {
  acknowledge: ['acknowledged'],
  start: ['started'],
  resolve: ['resolved'],
  reject: ['rejected'],
  // Reassigned too often, it stays and escalates, or the command centre is notified.
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
  tell: ['reporter_told', 'reporter_unreached'],
  // A case goes on without its reporter while others have the problem.
  withdraw: ['withdrawn', 'reporter_left'],
  answer: ['information_answered'],
};

export function eventTypesOf({ act }: Pick<LoggedCall, 'act'>): readonly string[] {
  return act === 'file' ? ['received'] : EVENT_TYPES[act];
}
