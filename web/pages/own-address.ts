import type { NotificationEntry } from '../../database/readers/notification-log-reader';
import type { ReporterRecord } from '../../database/stores/reporter-store';
import type { PagesContext } from '../pages-context';

/**
 * What became of the mail that asks to confirm an address: `mailed` it left or is about to, `withheld` the address has had
 * enough mails that nobody confirmed, `undeliverable` its server did not take it; `none` where there is nothing to confirm.
 */
export type AddressState = 'none' | 'confirmed' | 'mailed' | 'withheld' | 'undeliverable';

type Addressed = Pick<ReporterRecord, 'complaintId' | 'email' | 'emailConfirmedAt' | 'mailsStoppedAt'>;

/** @param survivor id of the complaint that theirs was merged into, whose news they get as well */
export async function addressState(
  { told }: Pick<PagesContext, 'told'>,
  { complaintId, email, emailConfirmedAt, mailsStoppedAt }: Addressed,
  survivor: string | null = null,
): Promise<AddressState> {
  if (email === null || mailsStoppedAt !== null) return 'none';
  if (emailConfirmedAt !== null) return 'confirmed';
  const about = [complaintId, ...(survivor === null ? [] : [survivor])];
  const rows = await Promise.all(about.map((id) => told.about(id)));
  return stateOf(rows.flat().filter(({ recipient }) => recipient === `reporter:${complaintId}`));
}

/** Every mail to an unconfirmed address asks for it. Those from before a correction went to another one. */
function stateOf(toThem: readonly NotificationEntry[]): AddressState {
  const asks = (kind: NotificationEntry['kind']) => toThem.find((row) => row.kind === kind);
  const asked = asks('address_corrected') ?? asks('received');
  if (!asked) return 'withheld';
  if (asked.state === 'pending') return 'mailed';
  if (toThem.some(({ state, at }) => state === 'sent' && at >= asked.at)) return 'mailed';
  return asked.state === 'failed' ? 'undeliverable' : 'withheld';
}
