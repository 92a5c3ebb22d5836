import { createHash } from 'node:crypto';
import type { NotificationKind } from '../domain/notifications';

/** What makes a notification the one it is: its row's unique key. */
export interface NotificationKey {
  complaintId: string;
  sequence: number;
  kind: NotificationKind;
  recipient: string;
}

/**
 * The Message-ID of a notification, always the same: should a mail leave twice (a crash between the server's yes and
 * the row that says so), mail programs can tell that it is one.
 */
export function messageIdOf(
  { complaintId, sequence, kind, recipient }: NotificationKey,
  host: string,
): string {
  return idOf(['notification', complaintId, String(sequence), kind, recipient], host);
}

/** What all mails about one complaint to one recipient refer to, so that mail programs show them together. */
export function threadRootOf(
  { complaintId, recipient }: Pick<NotificationKey, 'complaintId' | 'recipient'>,
  host: string,
): string {
  return idOf(['thread', complaintId, recipient], host);
}

// Hashed: a recipient reference names people's rows, and a Message-ID travels through foreign servers.
function idOf(parts: string[], host: string): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);
  return `<${hash}@${host}>`;
}
