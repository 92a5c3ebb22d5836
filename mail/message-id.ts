import { createHash } from 'node:crypto';
import type { NotificationKind } from '../domain/notification-kinds';
import type { OccasionalKind } from './occasions/occasional-kinds';

/** What identifies a notification: its row's unique key. */
export type NotificationKey =
  | { complaintId: string; sequence: number; kind: NotificationKind; recipient: string; correction?: number }
  | { complaintId: null; occasion: string; kind: OccasionalKind; recipient: string };

/**
 * The Message-ID of a notification, always the same: if a mail is sent twice (a crash after the server accepted it
 * and before the row says so), mail clients can tell that it is one.
 */
export function messageIdOf(key: NotificationKey, host: string): string {
  if (key.complaintId === null)
    return idOf(['notification', 'occasion', key.occasion, key.kind, key.recipient], host);
  const { complaintId, sequence, kind, recipient, correction = 0 } = key;
  const parts = ['notification', complaintId, String(sequence), kind, recipient];
  return idOf(correction === 0 ? parts : [...parts, String(correction)], host);
}

/**
 * The id that all mails about one complaint to one recipient refer to, so that mail clients show them as a thread;
 * null when there is no complaint.
 */
export function threadRootOf(
  { complaintId, recipient }: Pick<NotificationKey, 'complaintId' | 'recipient'>,
  host: string,
): string | null {
  return complaintId === null ? null : idOf(['thread', complaintId, recipient], host);
}

// Hashed: a recipient reference contains ids of people's rows, and a Message-ID passes through foreign servers.
function idOf(parts: string[], host: string): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);
  return `<${hash}@${host}>`;
}
