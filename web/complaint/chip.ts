import type { ComplaintState } from '../../domain/complaint';
import { resolveBy } from '../../domain/promise';
import { isOpen } from '../../domain/statuses';
import { urgencyOf, type Urgency } from '../../domain/urgency';
import type { Locale } from '../../locale/locale';
import type { ShownComplaint } from './shown-complaint';

export interface ChipView {
  /** Shape and colours. */
  mark: string;
  word: string;
}

/** Staff read the urgency, everybody else the status; both see the urgency's shape and colours. */
export function chipOf(shown: ShownComplaint, locale: Locale, { asks = false } = {}): ChipView {
  const urgency = urgencyOf(shown.case, shown.now);
  if (shown.view.agency === undefined)
    return { mark: plainMark(shown, urgency), word: plainWord(shown, locale) };
  const word =
    shown.viewer === 'staff' ? urgencyWord(shown, locale, urgency) : statusWord(shown, locale, asks);
  return { mark: urgencyMark(urgency), word };
}

type Hyphened<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}-${Tail}` : Name;

/** The urgency as its shape and style are named. */
export function urgencyMark<Kind extends Urgency>(urgency: Kind): Hyphened<Kind> {
  return urgency.replace('_', '-') as Hyphened<Kind>;
}

/** The public sees category, district and status of a confidential complaint, not how late it is. */
function plainMark({ complaint }: ShownComplaint, urgency: Urgency): string {
  return isOpen(complaint.status) ? 'on-time' : urgencyMark(urgency);
}

function plainWord({ complaint }: ShownComplaint, { t }: Locale): string {
  return t(`words.status.${complaint.status}`);
}

function urgencyWord(shown: ShownComplaint, { t, names }: Locale, urgency: Urgency): string {
  if (urgency === 'aside') return t(`words.status.${shown.complaint.status}`);
  return t(`words.urgency.${urgency}`, { centre: names.centre });
}

/** "Late" is said only of a missed target. */
function statusWord({ case: { state }, now }: ShownComplaint, locale: Locale, asks: boolean): string {
  const { t } = locale;
  if (asks) return t('words.questionOpen');
  const escalated = isOpen(state.status) ? escalatedWord(state, locale) : null;
  if (isOpen(state.status) && resolveBy(state) < now)
    return escalated === null ? t('words.overdue') : t('web.escalated.lateAnd', { escalated });
  if (escalated !== null && state.acknowledgedAt === null && state.missesInCycle > 0)
    return t('web.escalated.notAccepted', { escalated });
  if (state.status === 'assigned' && state.cycle > 1) return t('words.reopened');
  const inTime = state.resolvedAt !== null && state.resolvedAt <= resolveBy(state);
  if (state.status === 'resolved' && inTime) return t('words.resolvedOnTime');
  return t(`words.status.${state.status}`);
}

/** To whom it has escalated; null at its agency's desk. */
function escalatedWord({ escalationLevel }: ComplaintState, { t, names }: Locale): string | null {
  return escalationLevel === 0 ? null : t(`web.escalated.${escalationLevel}`, { centre: names.centre });
}
