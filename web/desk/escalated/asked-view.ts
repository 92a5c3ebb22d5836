import type { CityPack } from '../../../city/city-pack';
import type { StaffNotification, Escalation, DeskRow } from '../../../database/readers/desk-reader';
import type { NotificationKind } from '../../../domain/notification-kinds';
import type { MessageKey } from '../../../locale/translator';
import { parseRecipient } from '../../../city/recipients';
import { officeName } from '../../office-name';
import type { PagesContext } from '../../pages-context';
import type { Locale } from '../../../locale/locale';

export interface AskedView {
  who: string;
  what: string;
  at: string;
  iso: string;
  state: string;
}

/** Notifications that ask somebody to act; all others only inform. */
const REQUESTS: Partial<Record<NotificationKind, MessageKey>> = {
  assigned: 'desk.asked.assigned',
  reassigned_agency: 'desk.asked.reassigned',
  reopened: 'desk.asked.reopened',
  officer_assigned: 'desk.asked.officerAssigned',
  escalated: 'desk.asked.escalated',
  reminder: 'desk.asked.reminder',
  nudged: 'desk.asked.reminder',
  warned: 'desk.asked.warned',
};

export function askedViews(
  city: CityPack,
  { asked }: Escalation,
  { locale, names }: { locale: Locale; names: ReadonlyMap<string, string> },
): AskedView[] {
  const { t, time } = locale;
  return asked.flatMap((each) => {
    const what = REQUESTS[each.kind];
    if (!what) return [];
    return [
      {
        who: whoOf(each, { city, locale, names }),
        what: t(what),
        at: time.long(each.at),
        iso: new Date(each.at).toISOString(),
        state: t(`desk.mailStates.${each.state}`),
      },
    ];
  });
}

/** Names of the officers who have one of the complaints or were notified. */
export function namesOfAsked(
  { staff }: PagesContext,
  rows: readonly DeskRow[],
  escalations: readonly Escalation[],
): Promise<Map<string, string>> {
  const asked = escalations.flatMap((escalation) =>
    escalation.asked.map(({ recipient }) => parseRecipient(recipient)),
  );
  const ids = [
    ...rows.flatMap(({ officer }) => officer ?? []),
    ...asked.flatMap((recipient) => (recipient.role === 'staff' ? recipient.id : [])),
  ];
  return staff.names([...new Set(ids)]);
}

function whoOf(
  { recipient }: StaffNotification,
  { city, locale, names }: { city: CityPack; locale: Locale; names: ReadonlyMap<string, string> },
): string {
  const person = parseRecipient(recipient);
  switch (person.role) {
    case 'staff':
      return names.get(person.id) ?? locale.t('desk.asked.somebody');
    case 'reporter':
    case 'supporter':
      throw new RangeError('reporters are not asked to work on complaints');
    default:
      return officeName(person, { city, locale });
  }
}
