import type { ClaimedNotification } from '../database/stores/notification-queue';

export function describeNotification(notification: ClaimedNotification): object {
  const { id, complaintId, sequence, occasion, kind, recipient } = notification;
  return { notification: id, complaintId, sequence, occasion, kind, recipient };
}
