import type { NotificationEntry } from '../../database/readers/notification-log-reader';
import type { ReporterRecord } from '../../database/stores/reporter-store';
import type { PagesContext } from '../pages-context';

/**
 * State of the mail that asks to confirm an address: `mailed` it was sent or soon will be, `withheld` the address
 * has already had the maximum of mails without confirmation, `undeliverable` its server refused it; `none` if
 * there is nothing to confirm.
 */
export type AddressState = 'none' | 'confirmed' | 'mailed' | 'withheld' | 'undeliverable';

type Addressed = Pick<ReporterRecord, 'complaintId' | 'email' | 'emailConfirmedAt' | 'mailsStoppedAt'>;

/** @param survivor id of the complaint that theirs was merged into, whose notifications they also get */
export async function addressState(
  { notificationLog }: Pick<PagesContext, 'notificationLog'>,
  { complaintId, email, emailConfirmedAt, mailsStoppedAt }: Addressed,
  survivor: string | null = null,
): Promise<AddressState> {
  if (email === null || mailsStoppedAt !== null) return 'none';
  if (emailConfirmedAt !== null) return 'confirmed';
  const about = [complaintId, ...(survivor === null ? [] : [survivor])];
  const rows = await Promise.all(about.map((id) => notificationLog.about(id)));
  return stateOf(rows.flat().filter(({ recipient }) => recipient === `reporter:${complaintId}`));
}

/** Every mail to an unconfirmed address asks to confirm it. Those before a correction went to another address. */
function stateOf(toThem: readonly NotificationEntry[]): AddressState {
  const asks = (kind: NotificationEntry['kind']) => toThem.find((row) => row.kind === kind);
  const asked = asks('address_corrected') ?? asks('received');
  if (!asked) return 'withheld';
  if (asked.state === 'pending') return 'mailed';
  if (toThem.some(({ state, at }) => state === 'sent' && at >= asked.at)) return 'mailed';
  return asked.state === 'failed' ? 'undeliverable' : 'withheld';
}
