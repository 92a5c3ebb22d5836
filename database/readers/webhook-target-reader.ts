import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import type { SecretBox } from '../stores/secret-box';
import { signingSecrets } from '../stores/webhook-secrets';

/** What one delivery attempt to an endpoint needs. */
export interface WebhookTarget {
  url: string;
  includeConfidential: boolean;
  /** `whsec_…`, newest first; empty when none can be decrypted. */
  secrets: string[];
}

export interface WebhookTargetReader {
  /** Null when it was removed or disabled. */
  target(endpointId: string): Promise<WebhookTarget | null>;
}

export function createWebhookTargetReader({
  db,
  box,
}: {
  db: Database;
  box: SecretBox;
}): WebhookTargetReader {
  return {
    async target(endpointId) {
      const [endpoint] = await selectRows<Omit<WebhookTarget, 'secrets'>>(db, {
        sql: `SELECT url, include_confidential AS "includeConfidential" FROM webhook_endpoints
          WHERE id = $1 AND disabled_at IS NULL`,
        bind: [endpointId],
      });
      return endpoint ? { ...endpoint, secrets: await signingSecrets({ db, box }, endpointId) } : null;
    },
  };
}
