import type { CityPack } from '../../../city/city-pack';
import type { NotificationEntry } from '../../../database/readers/notification-log-reader';
import { parseRecipient } from '../../../city/recipients';
import { officeName } from '../../office-name';
import type { Locale } from '../../../locale/locale';

export interface NotificationLine {
  who: string;
  what: string;
  state: string;
  /** Colours of the state. */
  mark: NotificationEntry['state'];
  at: string;
  iso: string;
  /** How often it was tried, and the result of the last attempt. */
  attempts: string | null;
}

interface Words {
  city: CityPack;
  locale: Locale;
  names: ReadonlyMap<string, string>;
  complaintId: string;
}

/** Who was notified of what, in words and without anybody's address; supporters are grouped. */
export function notificationLines(entries: readonly NotificationEntry[], words: Words): NotificationLine[] {
  return together(entries).map(({ row, count }) => notificationLine(row, count, words));
}

interface Together {
  row: NotificationEntry;
  count: number;
}

function together(entries: readonly NotificationEntry[]): Together[] {
  const groups = new Map<string, Together>();
  entries.forEach((row, index) => {
    const isSupporter = row.recipient.startsWith('supporter:');
    const key = isSupporter ? `${row.sequence} ${row.kind} ${row.state}` : String(index);
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { row, count: 1 });
  });
  return [...groups.values()];
}

function notificationLine(row: NotificationEntry, count: number, words: Words): NotificationLine {
  const { t, time } = words.locale;
  return {
    who: whoOf(row, count, words),
    what: t(`case.notifications.kinds.${row.kind}`),
    state: t(`case.notifications.states.${row.state}`),
    mark: row.state,
    at: time.medium(row.at),
    iso: new Date(row.at).toISOString(),
    attempts: attemptsOf(row, words.locale),
  };
}

function attemptsOf(
  { state, attempts, nextAttemptAt, lastError }: NotificationEntry,
  { t, time }: Locale,
): string | null {
  if (state === 'sent')
    return attempts > 1 ? t('case.notifications.attempts', { count: time.number(attempts) }) : null;
  if (lastError === null) return null;
  if (state === 'suppressed') return reasonOf(lastError, t);
  const failed = t('case.notifications.failed', { count: time.number(attempts), code: lastError });
  return state === 'pending'
    ? `${failed} ${t('case.notifications.next', { time: time.medium(nextAttemptAt) })}`
    : failed;
}

/** Why a notification was not sent to anybody. */
const REASONS = [
  'no_address',
  'no_person',
  'mails_stopped',
  'inactive',
  'not_theirs',
  'gone',
  'unconfirmed_budget',
] as const;

function reasonOf(code: string, t: Locale['t']): string {
  const known = REASONS.find((each) => each === code);
  return known ? t(`case.notifications.reasons.${known}`) : t('case.notifications.because', { code });
}

function whoOf({ recipient: reference }: NotificationEntry, count: number, words: Words): string {
  const { t, time } = words.locale;
  const recipient = parseRecipient(reference);
  switch (recipient.role) {
    case 'reporter':
      return t(
        recipient.complaintId === words.complaintId
          ? 'case.notifications.reporter'
          : 'case.notifications.otherReporter',
      );
    case 'supporter':
      return t('case.notifications.supporters', { count: time.number(count) });
    case 'staff':
      return words.names.get(recipient.id) ?? t('desk.asked.somebody');
    default:
      return officeName(recipient, words);
  }
}
