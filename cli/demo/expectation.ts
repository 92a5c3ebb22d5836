import type { NotificationKind } from '../../domain/notification-kinds';
import type { EventType } from '../../domain/timeline';

/** A mail to one recipient reference, such as `agency:pupr`. */
export interface ExpectedMail {
  kind: NotificationKind;
  to: string;
}

export interface ExpectedEvent {
  type: EventType;
  mails: ExpectedMail[];
}

/** What a case must look like when its story is over. Its events are in order; the first has sequence 1. */
export interface Expectation {
  status: string;
  outcome?: 'resolved' | 'rejected';
  level: number;
  agency: string;
  events: ExpectedEvent[];
}

export function event(type: EventType, ...mails: ExpectedMail[][]): ExpectedEvent {
  return { type, mails: mails.flat() };
}

/** Expects the same mail to each recipient. */
export function mail(kind: NotificationKind, ...recipients: string[]): ExpectedMail[] {
  return recipients.map((to) => ({ kind, to }));
}
