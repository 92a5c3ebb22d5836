import { createHash } from 'node:crypto';
import type { NotificationKind } from '../domain/notification-kinds';
import type { OccasionalKind } from './occasions/occasional-kinds';

/** What makes a notification the one it is: its row's unique key. */
export type NotificationKey =
  | { complaintId: string; sequence: number; kind: NotificationKind; recipient: string; correction?: number }
  | { complaintId: null; occasion: string; kind: OccasionalKind; recipient: string };

/**
 * The Message-ID of a notification, always the same: should a mail leave twice (a crash between the server's yes and
 * the row that says so), mail programs can tell that it is one.
 */
export function messageIdOf(key: NotificationKey, host: string): string {
  if (key.complaintId === null)
    return idOf(['notification', 'occasion', key.occasion, key.kind, key.recipient], host);
  const { complaintId, sequence, kind, recipient, correction = 0 } = key;
  const parts = ['notification', complaintId, String(sequence), kind, recipient];
  return idOf(correction === 0 ? parts : [...parts, String(correction)], host);
}

/**
 * What all mails about one complaint to one recipient refer to, so that mail programs show them together; null where
 * there is no complaint.
 */
export function threadRootOf(
  { complaintId, recipient }: Pick<NotificationKey, 'complaintId' | 'recipient'>,
  host: string,
): string | null {
  return complaintId === null ? null : idOf(['thread', complaintId, recipient], host);
}

// Hashed: a recipient reference names people's rows, and a Message-ID travels through foreign servers.
function idOf(parts: string[], host: string): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);
  return `<${hash}@${host}>`;
}
