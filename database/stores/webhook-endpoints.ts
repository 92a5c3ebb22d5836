import type { Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { isUuid } from '../is-uuid';
import { selectRows } from '../select-rows';
import type { SecretBox } from './secret-box';
import { ENDPOINT_COLUMNS, type WebhookEndpoint, type WebhookSettings } from './webhook-endpoint';
import { auditWebhook, changingWebhooks, type Author, type WebhookChange } from './webhook-change';
import { WebhookRefusal } from './webhook-refusal';
import { addSecret, replaceSecret } from './webhook-secrets';

export interface WebhookPatch extends Partial<WebhookSettings> {
  /** True also resets its failures. */
  isEnabled?: boolean;
}

/**
 * Changes return null when there is no such endpoint; each adds an audit entry. A secret is returned only once.
 */
export interface WebhookEndpoints {
  /** @throws WebhookRefusal `too_many` */
  add(settings: WebhookSettings, author: Author): Promise<{ endpoint: WebhookEndpoint; secret: string }>;
  list(): Promise<WebhookEndpoint[]>;
  find(id: string): Promise<WebhookEndpoint | null>;
  change(id: string, patch: WebhookPatch, author: Author): Promise<WebhookEndpoint | null>;
  /** Removes it with all its deliveries. */
  remove(id: string, author: Author): Promise<boolean>;
  /** A new secret; the old one also signs for another day. */
  rotate(id: string, author: Author): Promise<{ secret: string; previousSecretUntil: Instant } | null>;
}

/**
 * Each may use two of the courier's slots at a time; up to this many, slow endpoints cannot take the slots of
 * others.
 */
export const ENDPOINTS_AT_MOST = 32;

export function createWebhookEndpoints({ db, box }: { db: Database; box: SecretBox }): WebhookEndpoints {
  async function find(id: string, transaction?: Transaction): Promise<WebhookEndpoint | null> {
    if (!isUuid(id)) return null;
    const sql = `SELECT ${ENDPOINT_COLUMNS} FROM webhook_endpoints AS w WHERE w.id = $1`;
    const [endpoint] = await selectRows<WebhookEndpoint>(db, { sql, bind: [id], transaction });
    return endpoint ?? null;
  }

  /** @returns the result of the work, or null when there is no such endpoint */
  const changing = <Result>(id: string, { by }: Author, work: (change: WebhookChange) => Promise<Result>) =>
    changingWebhooks(db, by, async (change) => ((await find(id, change.transaction)) ? work(change) : null));

  return {
    add: (settings, { by }) =>
      changingWebhooks(db, by, async (change) => {
        await refuseTooMany(change);
        const id = uuidv7();
        await insertEndpoint(change, id, settings);
        const secret = await addSecret({ ...change, box }, id);
        await auditWebhook(change, { id, action: 'webhook.added', data: auditable(settings) });
        return { endpoint: await present(id, change.transaction), secret };
      }),
    list: () =>
      selectRows<WebhookEndpoint>(db, {
        sql: `SELECT ${ENDPOINT_COLUMNS} FROM webhook_endpoints AS w ORDER BY w.created_at, w.id`,
      }),
    find: (id) => find(id),
    change: (id, patch, author) =>
      changing(id, author, async (change) => {
        await updateEndpoint(change, id, patch);
        await auditWebhook(change, { id, action: 'webhook.changed', data: auditable(patch) });
        return present(id, change.transaction);
      }),
    async remove(id, author) {
      const removed = await changing(id, author, async (change) => {
        const sql = 'DELETE FROM webhook_endpoints WHERE id = $1 RETURNING id';
        await selectRows(db, { sql, bind: [id], transaction: change.transaction });
        await auditWebhook(change, { id, action: 'webhook.removed' });
        return true;
      });
      return removed ?? false;
    },
    rotate: (id, author) =>
      changing(id, author, async (change) => {
        const replaced = await replaceSecret({ ...change, box }, id);
        await auditWebhook(change, { id, action: 'webhook.secret_rotated' });
        return replaced;
      }),
  };

  async function present(id: string, transaction: Transaction): Promise<WebhookEndpoint> {
    const endpoint = await find(id, transaction);
    if (!endpoint) throw new RangeError('an endpoint that was just written is gone');
    return endpoint;
  }
}

async function refuseTooMany({ db, transaction }: WebhookChange): Promise<void> {
  const sql = 'SELECT count(*)::integer AS count FROM webhook_endpoints';
  const [{ count } = { count: 0 }] = await selectRows<{ count: number }>(db, { sql, transaction });
  if (count >= ENDPOINTS_AT_MOST) throw new WebhookRefusal('too_many');
}

async function insertEndpoint(
  { db, transaction }: WebhookChange,
  id: string,
  { url, label, types, agencies, categories, includeConfidential }: WebhookSettings,
): Promise<void> {
  await selectRows(db, {
    sql: `INSERT INTO webhook_endpoints (id, url, label, types, agencies, categories, include_confidential)
      VALUES ($1, $2, $3, $4::text[], $5::text[], $6::text[], $7) RETURNING id`,
    bind: [id, url, label, types, agencies, categories, includeConfidential],
    transaction,
  });
}

/** Absent fields keep their value. A new URL resets the failures. */
const UPDATE = `
  UPDATE webhook_endpoints SET
    url = coalesce($2, url), label = coalesce($3, label), types = coalesce($4::text[], types),
    agencies = coalesce($5::text[], agencies), categories = coalesce($6::text[], categories),
    include_confidential = coalesce($7::boolean, include_confidential),
    disabled_at = CASE WHEN $8::boolean THEN NULL WHEN NOT $8::boolean THEN coalesce(disabled_at, now()) ELSE disabled_at END,
    disabled_reason = CASE WHEN $8::boolean THEN NULL WHEN NOT $8::boolean THEN coalesce(disabled_reason, 'by_hand')
      ELSE disabled_reason END,
    failing_since = CASE WHEN $8::boolean OR $2 <> url THEN NULL ELSE failing_since END
  WHERE id = $1 RETURNING id`;

async function updateEndpoint(
  { db, transaction }: WebhookChange,
  id: string,
  patch: WebhookPatch,
): Promise<void> {
  const { url, label, types, agencies, categories, includeConfidential, isEnabled } = patch;
  const values = [url, label, types, agencies, categories, includeConfidential, isEnabled];
  await selectRows(db, { sql: UPDATE, bind: [id, ...values.map((value) => value ?? null)], transaction });
}

/** A URL may contain a secret of the receiver, so the audit only records its host. */
function auditable({ url, ...rest }: WebhookPatch): Record<string, unknown> {
  return { ...rest, ...(url === undefined ? {} : { host: new URL(url).host }) };
}
