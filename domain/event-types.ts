import type { EventType } from './timeline';

/** A record, so that the compiler notices a missing type. */
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
  reporter_told: true,
  reporter_unreached: true,
  confirmed: true,
  closed: true,
  withdrawn: true,
  reporter_left: true,
  merged: true,
};

/** Events that only those who work the case are shown, whatever their data. */
export const STAFF_ONLY_TYPES: readonly EventType[] = [
  'officer_assigned',
  'nudged',
  'warned',
  // They would show the public whether the reporter left an address.
  'reporter_told',
  'reporter_unreached',
];

/** Every type of event on a timeline. */
export const EVENT_TYPES = Object.keys(TYPES) as EventType[];
