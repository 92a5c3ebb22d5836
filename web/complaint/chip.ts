import type { ComplaintState } from '../../domain/complaint';
import { resolveBy } from '../../domain/promise';
import { isOpen } from '../../domain/statuses';
import { urgencyOf, type Urgency } from '../../mail/urgency';
import type { Speech } from '../speech';
import type { ShownComplaint } from './shown-complaint';

export interface ChipView {
  /** Shape and colours. */
  mark: string;
  word: string;
}

/** Staff read the urgency, everybody else the status; both see the urgency's shape and colours. */
export function chipOf(shown: ShownComplaint, speech: Speech, { asks = false } = {}): ChipView {
  const urgency = urgencyOf(shown.case, shown.now);
  if (shown.view.agency === undefined)
    return { mark: plainMark(shown, urgency), word: plainWord(shown, speech) };
  const word =
    shown.viewer === 'staff' ? urgencyWord(shown, speech, urgency) : statusWord(shown, speech, asks);
  return { mark: urgencyMark(urgency), word };
}

type Hyphened<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}-${Tail}` : Name;

/** The urgency as its shape and its style are called. */
export function urgencyMark<Kind extends Urgency>(urgency: Kind): Hyphened<Kind> {
  return urgency.replace('_', '-') as Hyphened<Kind>;
}

/** Of a confidential complaint the public knows kind, district and status, not how late it is. */
function plainMark({ complaint }: ShownComplaint, urgency: Urgency): string {
  return isOpen(complaint.status) ? 'on-time' : urgencyMark(urgency);
}

function plainWord({ complaint }: ShownComplaint, { say }: Speech): string {
  return say(`words.status.${complaint.status}`);
}

function urgencyWord(shown: ShownComplaint, { say, names }: Speech, urgency: Urgency): string {
  if (urgency === 'aside') return say(`words.status.${shown.complaint.status}`);
  return say(`words.urgency.${urgency}`, { centre: names.centre });
}

/** "Late" is said only of a missed target. */
function statusWord({ case: { state }, now }: ShownComplaint, speech: Speech, asks: boolean): string {
  const { say } = speech;
  if (asks) return say('words.questionOpen');
  const raised = isOpen(state.status) ? raisedWord(state, speech) : null;
  if (isOpen(state.status) && resolveBy(state) < now)
    return raised === null ? say('words.overdue') : say('web.raised.lateAnd', { raised });
  if (raised !== null && state.acknowledgedAt === null && state.missesInCycle > 0)
    return say('web.raised.notAccepted', { raised });
  if (state.status === 'assigned' && state.cycle > 1) return say('words.reopened');
  const inTime = state.resolvedAt !== null && state.resolvedAt <= resolveBy(state);
  if (state.status === 'resolved' && inTime) return say('words.resolvedOnTime');
  return say(`words.status.${state.status}`);
}

/** Whom it has climbed to; null at its agency's desk. */
function raisedWord({ escalationLevel }: ComplaintState, { say, names }: Speech): string | null {
  return escalationLevel === 0 ? null : say(`web.raised.${escalationLevel}`, { centre: names.centre });
}
