import type { Language } from '../../city/city-pack';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import type { ClaimedPush } from '../stores/push-queue';
import type { PushSubscriptionKeys } from '../stores/push-subscriptions';

/** What one push to a phone needs. */
export interface PushTarget extends PushSubscriptionKeys {
  language: Language;
  /** Of the reporter's own complaint, the only one that their phone knows. */
  trackingCode: string;
}

export interface PushTargetReader {
  /** Null when the phone is no longer sent the news of this complaint. */
  target(push: Pick<ClaimedPush, 'subscriptionId' | 'reporterOf'>): Promise<PushTarget | null>;
}

const TARGET = `
  SELECT s.endpoint, s.p256dh, s.auth, s.language, c.tracking_code AS "trackingCode"
  FROM push_of_complaints p JOIN push_subscriptions s ON s.id = p.subscription_id
    JOIN complaints c ON c.id = p.complaint_id
  WHERE p.subscription_id = $1 AND p.complaint_id = $2`;

export function createPushTargetReader({ db }: { db: Database }): PushTargetReader {
  return {
    async target({ subscriptionId, reporterOf }) {
      const [found] = await selectRows<PushTarget>(db, { sql: TARGET, bind: [subscriptionId, reporterOf] });
      return found ?? null;
    },
  };
}
