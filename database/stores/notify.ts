import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';

/** Channels of PostgreSQL's NOTIFY: something of a complaint changed, mails wait. */
export const CHANNELS = {
  events: 'sikesal_events',
  notifications: 'sikesal_notifications',
} as const;
export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS];

/** Wakes whoever listens, once the transaction is committed. */
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
