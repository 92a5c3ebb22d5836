import type { Database } from '../connection';
import { createNotificationBudget, type NotificationBudget } from './notification-budget';
import { createNotificationQueue, type NotificationQueue } from './notification-queue';
import { createNotificationUpkeep, type NotificationUpkeep } from './notification-upkeep';
import { createOccasionalMails, type OccasionalMails } from './occasional-mails';

export type NotificationStore = NotificationQueue & NotificationBudget & NotificationUpkeep & OccasionalMails;

/**
 * Outgoing notifications: the couriers' queue, the budgets of mailboxes, the list of what is stuck, and mails
 * about no complaint.
 */
export function createNotificationStore(deps: { db: Database }): NotificationStore {
  return {
    ...createNotificationQueue(deps),
    ...createNotificationBudget(deps),
    ...createNotificationUpkeep(deps),
    ...createOccasionalMails(deps),
  };
}
