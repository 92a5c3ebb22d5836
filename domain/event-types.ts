import type { EventType } from './timeline';

/** As a record, so that none can be forgotten. */
const TYPES: Record<EventType, true> = {
  received: true,
  assigned: true,
  acknowledged: true,
  started: true,
  noted: true,
  escalated: true,
  warned: true,
  target_missed: true,
  reminded: true,
  reassigned: true,
  extended: true,
  resolved: true,
  rejected: true,
  reopened: true,
  information_requested: true,
  information_answered: true,
  officer_assigned: true,
  nudged: true,
  taken_over: true,
  shifted: true,
  confirmed: true,
  closed: true,
  withdrawn: true,
  reporter_left: true,
  merged: true,
};

/** What only those who work a case are told of, whatever it says. */
export const STAFF_ONLY_TYPES: readonly EventType[] = ['officer_assigned', 'nudged', 'warned'];

/** Everything that a timeline can tell. */
export const EVENT_TYPES = Object.keys(TYPES) as EventType[];
