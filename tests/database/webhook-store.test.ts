import { publishEvents } from '../../database/stores/event-positions';
import { createSecretBox } from '../../database/stores/secret-box';
import { createWebhookFanOut } from '../../database/stores/webhook-fan-out';
import { createWebhookQueue } from '../../database/stores/webhook-queue';
import { signingSecrets } from '../../database/stores/webhook-secrets';
import { createWebhookStore } from '../../database/stores/webhook-store';
import { selectRows } from '../../database/select-rows';
import { insertComplaint } from '../support/notification-rows';
import { expectIndexes, plansOf } from '../support/query-plans';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { addEndpoint, AUTHOR, BOX, publish } from '../support/webhook-bench';

const OLD = { kid: 'a', secret: 'an old secret of the tests, long enough' };
const NEW = { kid: 'b', secret: 'a new secret of the tests, long enough' };
const url = 'https://receiver.example/hooks';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const store = () => createWebhookStore({ db: database.db, box: BOX });
const run = (sql: string, bind: unknown[] = []) =>
  selectRows<Record<string, unknown>>(database.db, { sql, bind });

describe('a signing secret', () => {
  const settings = {
    url,
    label: 'JCOC',
    types: [],
    agencies: [],
    categories: [],
    includeConfidential: false,
  };

  it('is encrypted in the database, and bound to its endpoint', async () => {
    const { id, secret } = await addEndpoint(database.db, { url });
    const [row] = await run('SELECT kid, sealed FROM webhook_secrets');
    const { kid, sealed } = row as { kid: string; sealed: Buffer };
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    expect(sealed.includes(key) || sealed.includes(secret) || sealed.includes(key.toString('base64'))).toBe(
      false,
    );
    expect(BOX.open({ kid, sealed }, id)).toBe(secret);
    expect(BOX.open({ kid, sealed }, 'another endpoint')).toBeNull();
    const broken = Buffer.from(sealed);
    broken[broken.length - 1]! ^= 1;
    expect(BOX.open({ kid, sealed: broken }, id)).toBeNull();
    expect(BOX.open({ kid, sealed: Buffer.alloc(3) }, id)).toBeNull();
  });

  it('outlives a replaced LINK_SECRET: its next use seals it again', async () => {
    const { db } = database;
    const box = (...secrets: (typeof OLD)[]) => createSecretBox({ secrets });
    const { endpoint, secret } = await createWebhookStore({ db, box: box(OLD) }).add(settings, AUTHOR);
    await expect(signingSecrets({ db, box: box(NEW) }, endpoint.id)).resolves.toEqual([]);
    await expect(signingSecrets({ db, box: box(NEW, OLD) }, endpoint.id)).resolves.toEqual([secret]);
    await expect(signingSecrets({ db, box: box(NEW) }, endpoint.id)).resolves.toEqual([secret]);
  });

  it('signs beside newer ones only for its day, and is deleted with the next rotation', async () => {
    const { db } = database;
    const { id } = await addEndpoint(db, { url });
    for (let n = 0; n < 3; n += 1) await store().rotate(id, AUTHOR);
    await expect(signingSecrets({ db, box: BOX }, id)).resolves.toHaveLength(4);
    await run('UPDATE webhook_secrets SET signs_until = now() WHERE signs_until IS NOT NULL RETURNING id');
    await store().rotate(id, AUTHOR);
    await expect(signingSecrets({ db, box: BOX }, id)).resolves.toHaveLength(2);
    await expect(run('SELECT id FROM webhook_secrets')).resolves.toHaveLength(2);
  });
});

describe('what is queued with the feed', () => {
  it('is queued once for each endpoint, however often its range is fanned out, but not what came before it', async () => {
    const { db } = database;
    await insertComplaint(db, { reporter: { email: null } });
    await publish(db);
    await addEndpoint(db, { url });
    await addEndpoint(db, { url });
    await insertComplaint(db, { reporter: { email: null } });
    await publish(db);
    const fanOut = createWebhookFanOut({ db });
    await db.sequelize.transaction((transaction) => fanOut({ fromPosition: 2, toPosition: 2, transaction }));
    const rows = await run('SELECT position::integer AS position FROM webhook_deliveries');
    expect(rows).toEqual([{ position: 2 }, { position: 2 }]);
  });

  it('does not fail the feed when an endpoint is removed at that moment', async () => {
    const { db } = database;
    const { id } = await addEndpoint(db, { url });
    const { id: stays } = await addEndpoint(db, { url });
    await insertComplaint(db, { reporter: { email: null } });
    const removal = await db.sequelize.transaction();
    await selectRows(db, {
      sql: 'DELETE FROM webhook_endpoints WHERE id = $1 RETURNING id',
      bind: [id],
      transaction: removal,
    });
    const published = publishEvents(db, { limit: 10, fanOut: createWebhookFanOut({ db }) });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await removal.commit();
    await expect(published).resolves.toEqual({ fromPosition: 1, toPosition: 1 });
    await expect(run('SELECT endpoint_id FROM webhook_deliveries')).resolves.toEqual([
      { endpoint_id: stays },
    ]);
  });
});

describe('the couriers together', () => {
  it('hold two deliveries of one endpoint at a time, however many ask at once', async () => {
    const { db } = database;
    const ids = [await addEndpoint(db, { url }), await addEndpoint(db, { url })].map(({ id }) => id);
    for (const id of ids) for (let n = 0; n < 12; n += 1) await store().ping(id);
    const queue = createWebhookQueue({ db });
    // All of them wait for this lock, so that they go on together.
    const door = await db.sequelize.transaction();
    await selectRows(db, { sql: 'LOCK TABLE webhook_deliveries IN EXCLUSIVE MODE', transaction: door });
    const asking = Array.from({ length: 8 }, () => queue.claim({ limit: 10, leaseMs: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 400));
    await door.commit();
    const rounds = await Promise.all(asking);
    const held = rounds.flat().map(({ endpointId }) => endpointId);
    expect(held.sort()).toEqual(ids.flatMap((id) => [id, id]).sort());
    const [first] = rounds.flat();
    if (!first) throw new Error('nothing was due');
    const tried = { at: Date.now(), durationMs: 1, status: 200 };
    await expect(queue.markSent({ ...first, tried })).resolves.toBe(true);
    await expect(queue.markSent({ ...first, tried })).resolves.toBe(false);
    await expect(queue.claim({ limit: 10, leaseMs: 60_000 })).resolves.toHaveLength(1);
  });
});

describe('deliveries', () => {
  it('that are old are deleted, unless they are on their way', async () => {
    const { db } = database;
    const { id } = await addEndpoint(db, { url });
    for (let n = 0; n < 3; n += 1) await store().ping(id);
    const [claimed] = await createWebhookQueue({ db }).claim({ limit: 1, leaseMs: 60_000 });
    await run(
      `UPDATE webhook_deliveries SET created_at = now() - interval '31 days' WHERE id <> $1 RETURNING id`,
      [(await store().ping(id))?.id],
    );
    // What is on its way stays.
    await expect(store().forgetBefore(Date.now() - 30 * 86_400_000)).resolves.toBe(2);
    const { items } = await store().deliveries(id, { limit: 10 });
    expect(items).toHaveLength(2);
    expect(items.map((item) => item.id)).toContain(claimed?.id);
  });

  it('that failed are replayed together', async () => {
    const { db } = database;
    const { id } = await addEndpoint(db, { url });
    for (let n = 0; n < 3; n += 1) await store().ping(id);
    await run(`UPDATE webhook_deliveries SET state = 'failed' RETURNING id`);
    await store().ping(id);
    await expect(store().replayFailed(id)).resolves.toBe(3);
    await expect(store().replayFailed(id)).resolves.toBe(0);
  });
});

describe('with a hundred thousand deliveries', () => {
  const MANY = `
    INSERT INTO webhook_deliveries (id, endpoint_id, state, next_attempt_at, created_at)
    SELECT gen_random_uuid(), w.id, CASE WHEN n % 20 = 0 THEN 'pending' ELSE 'sent' END,
      now() + (n % 7 - 1) * interval '1 hour', now() - n * interval '1 second'
    FROM webhook_endpoints w, generate_series(1, 20000) AS n RETURNING id`;

  it('a courier, a page and the sweep find what they need by an index', async () => {
    const { db } = database;
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await addEndpoint(db, { url })).id);
    await run(MANY);
    await run('ANALYZE');
    const plans = await plansOf(db, async () => {
      await createWebhookQueue({ db }).claim({ limit: 10, leaseMs: 1_000 });
      await store().deliveries(ids[0] ?? '', { limit: 20 });
      await store().forgetBefore(Date.now() - 30 * 86_400_000);
    });
    const indexes = ['webhook_deliveries_due', 'webhook_deliveries_newest', 'webhook_deliveries_old'];
    expectIndexes(plans.join('\n'), indexes, ['webhook_deliveries']);
  });
});
