import { selectRows } from '../../database/select-rows';
import { createWebhookStore, type WebhookStore } from '../../database/stores/webhook-store';
import type { Courier } from '../../delivery/courier';
import { eventually, type LogLine } from '../support/courier-bench';
import { insertComplaint, insertEvent } from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import {
  addEndpoint,
  AUTHOR,
  BOX,
  publish,
  setUpWebhookCourier,
  type WebhookCourierInput,
} from '../support/webhook-bench';
import { NEVER, startWebhookReceiver, verified, type WebhookReceiver } from '../support/webhook-receiver';

const AN_HOUR_MS = 3_600_000;

let database: TestDatabase;
let store: WebhookStore;
let receiver: WebhookReceiver;
const receivers: WebhookReceiver[] = [];
const couriers: Courier[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  store = createWebhookStore({ db: database.db, box: BOX });
  receiver = await startReceiver();
});
afterEach(async () => {
  await stopCouriers(0);
  await Promise.all(receivers.splice(0).map((each) => each.stop()));
  await database.drop();
});

async function startReceiver(): Promise<WebhookReceiver> {
  const made = await startWebhookReceiver();
  receivers.push(made);
  return made;
}

function startCourier(input: Partial<WebhookCourierInput> = {}): LogLine[] {
  const { courier, log } = setUpWebhookCourier({ db: database.db, ...input });
  couriers.push(courier);
  courier.start();
  return log;
}

async function stopCouriers(graceMs: number): Promise<void> {
  await Promise.all(couriers.splice(0).map((courier) => courier.stop(graceMs)));
}

/** Files complaints and publishes their receipt in the feed. @returns their ids */
async function fileAndPublish(count = 1): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1)
    ids.push(await insertComplaint(database.db, { reporter: { email: `warga${n}@example.org` } }));
  await publish(database.db);
  return ids;
}

/** The one delivery of an endpoint. */
async function onlyDelivery(endpointId: string) {
  const { items } = await store.deliveries(endpointId, { limit: 100 });
  if (!items[0] || items.length > 1) throw new Error(`${items.length} deliveries`);
  const delivery = await store.delivery(endpointId, items[0].id);
  if (!delivery) throw new Error('the delivery is gone');
  return delivery;
}

async function statesOf(endpointId: string): Promise<string[]> {
  return (await store.deliveries(endpointId, { limit: 100 })).items.map(({ state }) => state);
}

const allSent = async (endpointId: string) => (await statesOf(endpointId)).every((state) => state === 'sent');

async function changeRows(sql: string): Promise<void> {
  await selectRows(database.db, { sql: `${sql} RETURNING id` });
}

describe('a webhook', () => {
  it('reports an event, signed so that the receiver’s library verifies it', async () => {
    const { id, secret } = await addEndpoint(database.db, { url: receiver.url });
    const [complaintId] = await fileAndPublish();
    startCourier();
    await eventually(() => allSent(id));
    expect(receiver.received).toHaveLength(1);
    const [webhook] = receiver.received;
    if (!webhook) throw new Error('no webhook arrived');
    const { headers, message } = webhook;
    expect(verified(webhook, secret)).toEqual(message);
    expect(() => verified({ ...webhook, body: webhook.body.replace('dishub', 'pupr') }, secret)).toThrow();
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': (await onlyDelivery(id)).id,
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/=]{44}$/),
    });
    expect(message).toEqual({
      type: 'sikesal.complaint.received.v1',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: {
        id: `${complaintId}/1`,
        trackingCode: expect.stringMatching(/^SK-/),
        ...{ status: 'submitted', category: 'lampu-jalan', agency: 'dishub', district: 'jelutung' },
        escalationLevel: 0,
        resolveBy: expect.any(String),
        links: { self: expect.stringContaining('https://aduan.example/api/v1/complaints/SK-') },
      },
    });
  });

  it('carries no personal data and no text', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url, includeConfidential: true });
    const complaintId = await insertComplaint(database.db, {
      reporter: { name: 'Kanari Nama', email: 'kanari@example.org' },
      description: 'Kanari Uraian',
    });
    await selectRows(database.db, {
      sql: `UPDATE complaints SET address = 'Kanari Alamat', confidential = true WHERE id = $1 RETURNING id`,
      bind: [complaintId],
    });
    await insertEvent(database.db, {
      ...{ complaintId, sequence: 2, type: 'acknowledged', actor: 'officer' },
    });
    await publish(database.db);
    const log = startCourier();
    await eventually(async () => receiver.received.length === 2 && (await allSent(id)));
    const seen = JSON.stringify([receiver.received.map(({ body, headers }) => [body, headers]), log]);
    expect(seen).not.toMatch(/kanari|103\.6|-1\.6/i);
    expect(JSON.stringify(log)).not.toContain('of-the-receiver');
  });

  it('is retried under the same id until it is accepted, and each attempt is recorded', async () => {
    const { id, secret } = await addEndpoint(database.db, { url: receiver.url });
    await fileAndPublish();
    receiver.behave(({ nth, response }) => void response.writeHead(nth < 4 ? 500 + nth : 200).end());
    startCourier();
    await eventually(() => allSent(id));
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(receiver.received.map((webhook) => verified(webhook, secret))).toHaveLength(4);
    const { attempts, lastStatus, lastError, tried } = await onlyDelivery(id);
    expect({ attempts, lastStatus, lastError }).toEqual({ attempts: 4, lastStatus: 200, lastError: null });
    expect(tried.map(({ status, error }) => `${status} ${error}`)).toEqual([
      ...['200 null', '503 HTTP_503', '502 HTTP_502', '501 HTTP_501'],
    ]);
    expect(tried.every(({ at, durationMs }) => at > Date.now() - 30_000 && durationMs >= 0)).toBe(true);
  });

  it.each([301, 302, 307, 308])('does not follow a %s', async (status) => {
    const other = await startReceiver();
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    await fileAndPublish();
    receiver.behave(receiver.answering(status, { Location: other.url }));
    startCourier({ settings: { backoff: { firstMs: AN_HOUR_MS, mostMs: AN_HOUR_MS, jitter: 0 } } });
    await eventually(async () => (await onlyDelivery(id)).lastError !== null);
    expect(await onlyDelivery(id)).toMatchObject({
      state: 'pending',
      lastStatus: status,
      lastError: `HTTP_${status}`,
    });
    expect(other.received).toEqual([]);
  });

  it('waits ten seconds after the first failure, and twice as long after each further one', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    await fileAndPublish();
    receiver.behave(receiver.answering(503));
    startCourier({ settings: { backoff: { firstMs: 10_000, mostMs: AN_HOUR_MS, jitter: 0 } } });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await eventually(async () => (await onlyDelivery(id)).tried.length === attempt);
      const { nextAttemptAt, tried } = await onlyDelivery(id);
      // Whole tens of seconds: the attempt itself, from which it is counted, takes a while on a busy machine.
      waits.push(Math.floor(((nextAttemptAt ?? 0) - (tried[0]?.at ?? 0)) / 10_000));
      await changeRows('UPDATE webhook_deliveries SET next_attempt_at = now()');
    }
    expect(waits).toEqual([1, 2, 4]);
  });

  it('fails three days after it was queued, stays listed, and is sent when it is replayed', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    await fileAndPublish();
    await changeRows(`UPDATE webhook_deliveries SET queued_at = now() - interval '72 hours'`);
    receiver.behave(receiver.answering(503));
    startCourier();
    await eventually(async () => (await statesOf(id))[0] === 'failed');
    const failed = await onlyDelivery(id);
    expect(failed).toMatchObject({ lastError: 'HTTP_503', nextAttemptAt: null });
    receiver.behave(receiver.answering(200));
    // A running courier could claim it, and count the attempt, before the replay reads its result.
    await stopCouriers(5_000);
    await expect(store.replay(id, failed.id)).resolves.toMatchObject({ state: 'pending', attempts: 0 });
    startCourier();
    await eventually(() => allSent(id));
    expect(await onlyDelivery(id)).toMatchObject({ id: failed.id, attempts: 1 });
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(failed.id);
  });

  it('keeps its last fifty attempts', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    await fileAndPublish();
    receiver.behave(({ nth, response }) => void response.writeHead(nth < 53 ? 500 : 200).end());
    startCourier({ settings: { backoff: { firstMs: 1, mostMs: 1, jitter: 0 } } });
    await eventually(() => allSent(id));
    const { attempts, tried } = await onlyDelivery(id);
    expect([attempts, tried.length, tried[0]?.status]).toEqual([53, 50, 200]);
  });

  it('is not sent to a private address, but is retried in case the name later resolves to a public one', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    await fileAndPublish();
    startCourier({ allowedNetworks: ['10.9.0.0/16'] });
    await eventually(async () => (await onlyDelivery(id)).attempts > 1);
    expect(await onlyDelivery(id)).toMatchObject({
      state: 'pending',
      lastStatus: null,
      lastError: 'PRIVATE_ADDRESS',
    });
    expect(receiver.received).toEqual([]);
  });
});

async function timeUntil(condition: () => boolean): Promise<number> {
  const startedAt = Date.now();
  await eventually(condition);
  return Date.now() - startedAt;
}

describe('a receiver that never answers', () => {
  it('delays the webhooks of another one by less than a second', async () => {
    const slow = await startReceiver();
    slow.behave(NEVER);
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    startCourier({ timeoutMs: 20_000 });
    // How long ten webhooks take on this machine now, without a slow receiver.
    await fileAndPublish(10);
    const aloneMs = await timeUntil(() => receiver.received.length === 10);
    const { id: slowId } = await addEndpoint(database.db, { url: slow.url });
    await fileAndPublish(10);
    const besideMs = await timeUntil(() => receiver.received.length === 20);
    expect(besideMs - aloneMs).toBeLessThan(1_000);
    await eventually(() => allSent(id));
    expect(slow.received).toHaveLength(2);
    expect(new Set(await statesOf(slowId))).toEqual(new Set(['pending']));
  });

  it('gets at most two requests at once, however many couriers there are', async () => {
    receiver.behave(NEVER);
    await addEndpoint(database.db, { url: receiver.url });
    await fileAndPublish(12);
    for (let n = 0; n < 4; n += 1) startCourier({ timeoutMs: 20_000 });
    await eventually(() => receiver.received.length >= 2);
    const [{ leases } = { leases: 0 }] = await selectRows<{ leases: number }>(database.db, {
      sql: 'SELECT count(*)::integer AS leases FROM webhook_deliveries WHERE leased_until > now()',
    });
    expect(leases).toBe(2);
    expect(receiver.received).toHaveLength(2);
  });
});

describe('an endpoint', () => {
  it('that answers 410 is switched off at once, with an entry in the audit log', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    receiver.behave(receiver.answering(410));
    await fileAndPublish();
    startCourier();
    await eventually(async () => (await store.find(id))?.disabledAt !== null);
    expect(await store.find(id)).toMatchObject({ disabledReason: 'gone' });
    expect(await onlyDelivery(id)).toMatchObject({ state: 'failed', lastStatus: 410 });
    await fileAndPublish();
    expect(await statesOf(id)).toHaveLength(1);
    const audit = await selectRows(database.db, {
      sql: `SELECT actor, data FROM audit_entries WHERE action = 'webhook.disabled' AND subject = $1`,
      bind: [`webhook:${id}`],
    });
    expect(audit).toEqual([{ actor: 'courier', data: { reason: 'gone' } }]);
  });

  it('is switched off after three days of failures only, but not if one delivery succeeded', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    const healthy = await startReceiver();
    const { id: healthyId } = await addEndpoint(database.db, { url: healthy.url });
    await changeRows(`UPDATE webhook_endpoints SET failing_since = now() - interval '73 hours'`);
    receiver.behave(receiver.answering(500));
    healthy.behave(({ nth, response }) => void response.writeHead(nth === 1 ? 200 : 500).end());
    await fileAndPublish();
    startCourier({ settings: { backoff: { firstMs: AN_HOUR_MS, mostMs: AN_HOUR_MS, jitter: 0 } } });
    await eventually(async () => (await store.find(id))?.disabledReason === 'failing');
    await eventually(() => allSent(healthyId));
    await fileAndPublish();
    await eventually(async () => {
      const { items } = await store.deliveries(healthyId, { limit: 10 });
      return items.some(({ lastStatus }) => lastStatus === 500);
    });
    expect(await store.find(healthyId)).toMatchObject({ disabledAt: null });
    // What is pending is sent when it is switched on again.
    receiver.behave(receiver.answering(200));
    await store.change(id, { isEnabled: true }, AUTHOR);
    await changeRows('UPDATE webhook_deliveries SET next_attempt_at = now()');
    await eventually(() => allSent(id));
    expect(await store.find(id)).toMatchObject({ failingSince: null, disabledReason: null });
  });

  it('gets the events that pass its filters, and never internal notes or nudges', async () => {
    const { id } = await addEndpoint(database.db, {
      ...{ url: receiver.url, types: ['assigned', 'noted', 'nudged', 'reassigned'], agencies: ['dishub'] },
    });
    const [complaintId = ''] = await fileAndPublish();
    const add = (sequence: number, type: string, data: object = {}) =>
      insertEvent(database.db, { complaintId, sequence, type, data });
    await add(2, 'assigned', { agency: 'dishub' });
    await add(3, 'nudged');
    await add(4, 'noted', { kind: 'note', public: false });
    await add(5, 'noted', { kind: 'note', public: true });
    await add(6, 'acknowledged');
    await publish(database.db);
    await changeRows(`UPDATE complaints SET agency = 'pupr'`);
    await add(7, 'reassigned', { from: 'dishub', to: 'pupr' });
    await add(8, 'assigned', { agency: 'pupr' });
    await publish(database.db);
    startCourier();
    await eventually(() => allSent(id));
    expect(receiver.received.map(({ message }) => message.data.id).sort()).toEqual(
      [2, 5, 7].map((sequence) => `${complaintId}/${sequence}`),
    );
  });

  it('gets the events of confidential complaints only if it asks for them', async () => {
    const { id } = await addEndpoint(database.db, { url: receiver.url });
    const { id: confidentialId } = await addEndpoint(database.db, {
      url: receiver.url,
      includeConfidential: true,
    });
    await insertComplaint(database.db, { reporter: { email: null } });
    await changeRows('UPDATE complaints SET confidential = true');
    await publish(database.db);
    expect([await statesOf(id), await statesOf(confidentialId)]).toEqual([[], ['pending']]);
    // The endpoint is changed before the delivery is sent.
    await store.change(confidentialId, { includeConfidential: false }, AUTHOR);
    startCourier();
    await eventually(async () => (await statesOf(confidentialId))[0] === 'suppressed');
    expect(receiver.received).toEqual([]);
  });

  it('is pinged on demand', async () => {
    const { id, secret } = await addEndpoint(database.db, { url: receiver.url, types: ['closed'] });
    startCourier();
    const ping = await store.ping(id);
    await eventually(() => allSent(id));
    const [webhook] = receiver.received;
    if (!webhook) throw new Error('no webhook arrived');
    expect(verified(webhook, secret)).toMatchObject({ type: 'sikesal.ping.v1', data: {} });
    expect(webhook.headers['webhook-id']).toBe(ping?.id);
  });
});

describe('a secret that was rotated', () => {
  it('signs beside the new one for a day, and not after', async () => {
    const { id, secret: old } = await addEndpoint(database.db, { url: receiver.url });
    const rotated = await store.rotate(id, AUTHOR);
    if (!rotated) throw new Error('not rotated');
    expect(rotated.previousSecretUntil).toBeGreaterThan(Date.now() + 23.9 * AN_HOUR_MS);
    startCourier();
    await store.ping(id);
    await eventually(() => allSent(id));
    const [both] = receiver.received;
    if (!both) throw new Error('no webhook arrived');
    expect(both.headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    expect([verified(both, old), verified(both, rotated.secret)]).toHaveLength(2);
    await changeRows('UPDATE webhook_secrets SET signs_until = now() WHERE signs_until IS NOT NULL');
    await store.ping(id);
    await eventually(() => receiver.received.length === 2);
    const last = receiver.received[1];
    if (!last) throw new Error('no webhook arrived');
    expect(verified(last, rotated.secret)).toBeTruthy();
    expect(() => verified(last, old)).toThrow('No matching signature');
  });
});
