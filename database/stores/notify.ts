import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/**
 * Channels of PostgreSQL's NOTIFY: a complaint changed, the feed has new events, mails, webhooks or pushes are
 * pending, one of them was sent or given up.
 */
export const CHANNELS = {
  events: 'sikesal_events',
  feed: 'sikesal_feed',
  notifications: 'sikesal_notifications',
  webhooks: 'sikesal_webhooks',
  deliveries: 'sikesal_deliveries',
  pushes: 'sikesal_pushes',
} as const;
/** Channels whose payload is a complaint's id; the feed's is its last position, the others' is empty. */
export type Channel = typeof CHANNELS.events | typeof CHANNELS.notifications;

/** Notifies the channels' listeners once the transaction is committed. */
export async function notify(
  db: Database,
  {
    complaintId,
    channels,
    transaction,
  }: { complaintId: string; channels: Channel[]; transaction: Transaction },
): Promise<void> {
  await selectRows(db, {
    sql: 'SELECT pg_notify(channel, $2) FROM unnest($1::text[]) AS channel',
    bind: [channels, complaintId],
    transaction,
  });
}
