import { acknowledgeBy, closesBy, isUntold, resolveBy } from '../../domain/promise';
import { isAnswered, isOpen } from '../../domain/statuses';
import type { MessageKey } from '../../locale/translator';
import type { Locale } from '../../locale/locale';
import type { ShownComplaint } from './shown-complaint';

export interface StaffFact {
  label: string;
  value: string;
}

/** Who has it and until when, for the people who work on it. */
export function staffFacts({ shown, locale }: { shown: ShownComplaint; locale: Locale }): StaffFact[] {
  const { t, names, time } = locale;
  const { state } = shown.case;
  const accept = acknowledgeBy(state);
  const fact = (label: MessageKey, value: string) => ({ label: t(label), value });
  return [
    fact('web.act.holder', names.office(state.takenOver ? 3 : state.escalationLevel, state.agency)),
    fact('web.act.receivedAt', time.long(state.receivedAt)),
    ...(accept === null ? [] : [fact('web.act.acknowledgeBy', time.long(accept))]),
    ...(isOpen(state.status) ? [fact('web.act.resolveBy', time.long(resolveBy(state)))] : []),
    ...(isAnswered(state.status) ? [fact('web.act.answerBy', objectionEnd(shown, locale))] : []),
    fact('web.act.level', time.number(state.escalationLevel)),
    ...(shown.complaint.confidential
      ? [fact('mail.facts.confidential', t('mail.facts.confidentialValue'))]
      : []),
  ];
}

/** The time to object begins when the reporter is told of the answer. */
function objectionEnd({ case: current }: ShownComplaint, { t, time }: Locale): string {
  const end = closesBy(current);
  if (end === null) return t('web.act.untold', { hours: time.number(current.policy.objectionWindowHours) });
  return isUntold(current) ? t('web.act.unreached', { time: time.long(end) }) : time.long(end);
}
