import { createExpiredRows } from '../../database/stores/expired-rows';
import type { Courier } from '../../delivery/courier';
import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { eventually, type LogLine } from '../support/courier-bench';
import { pushRows, setUpPushCourier, type PushCourierInput } from '../support/push-bench';
import { startPushService, VAPID, type Phone, type PushService } from '../support/push-service';

let test: ApiUnderTest;
let service: PushService;
let officer: string;
const couriers: Courier[] = [];

beforeAll(async () => {
  test = await startApi();
  officer = await test.key('officer', 'pupr');
});
afterAll(() => test.stop());
beforeEach(async () => {
  service = await startPushService();
  await test.db.sequelize.query('TRUNCATE push_deliveries, push_of_complaints, push_subscriptions');
});
afterEach(async () => {
  await Promise.all(couriers.splice(0).map((courier) => courier.stop(0)));
  await service.stop();
});

async function startCourier(input: Partial<PushCourierInput> = {}): Promise<LogLine[]> {
  const { courier, log } = await setUpPushCourier({ db: test.db, sender: VAPID, ...input });
  couriers.push(courier);
  courier.start();
  return log;
}

async function subscribe({ trackingCode, reporterToken }: Filed, phone: Phone, language = 'id') {
  const { endpoint, keys } = phone;
  const answer = await test.act(trackingCode, 'push', reporterToken, { endpoint, keys, language });
  expect(answer.status).toBe(204);
}

/** A complaint of somebody without an address, whose phone is subscribed. */
async function withPhone(phone = service.phone(), body: object = {}) {
  const filed = await test.fileAssigned({ reporter: {}, ...body });
  await subscribe(filed, phone);
  return { filed, phone };
}

const acknowledge = ({ trackingCode }: Filed) => test.act(trackingCode, 'acknowledge', officer);
const stateOf = async () =>
  (await pushRows(test.db)).map(({ state, error }) => `${state} ${error ?? ''}`.trim());

describe('a push', () => {
  it('says to its phone alone that there is news, and names the city to the push service', async () => {
    const { filed, phone } = await withPhone();
    await acknowledge(filed);
    const log = await startCourier();
    await eventually(() => phone.pushes().length === 1);
    const [push] = phone.pushes();
    if (!push) throw new Error('no push came');
    expect(phone.read(push)).toEqual({
      ...{ code: filed.trackingCode, language: 'id' },
      ...{ title: `Ada kabar aduan ${filed.trackingCode}`, body: 'Ketuk untuk membacanya.' },
    });
    expect(() => service.phone().read(push)).toThrow();
    expect(push.headers).toMatchObject({ ttl: '259200', urgency: 'normal', 'content-encoding': 'aes128gcm' });
    expect(push.headers.topic).toMatch(/^[\w-]{32}$/);
    const { sub, exp = 0 } = await service.senderOf(push);
    expect(sub).toBe(VAPID.subject);
    expect(exp * 1000 - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
    await eventually(async () => (await stateOf())[0] === 'sent');
    expect(await pushRows(test.db)).toMatchObject([{ reporterOf: filed.id, isSentAt: true, attempts: 1 }]);
    expect(log.map(({ text }) => text).join()).not.toContain(phone.endpoint);
  });

  it('is in the language of the phone', async () => {
    const phone = service.phone();
    const filed = await test.fileAssigned();
    await subscribe(filed, phone, 'en');
    await acknowledge(filed);
    await startCourier();
    await eventually(() => phone.pushes().length === 1);
    expect(phone.pushes().map(phone.read)).toMatchObject([
      { title: `News of complaint ${filed.trackingCode}` },
    ]);
  });

  it('has the topic of the one before, so that it replaces it, and another on another phone', async () => {
    const { filed, phone } = await withPhone();
    const second = service.phone();
    await subscribe(filed, second);
    await acknowledge(filed);
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Selesai.' });
    await startCourier();
    await eventually(() => phone.pushes().length === 2 && second.pushes().length === 2);
    const topics = [...phone.pushes(), ...second.pushes()].map(({ headers }) => headers.topic);
    expect(new Set(topics).size).toBe(2);
    expect(topics[0]).toBe(topics[1]);
  });

  it('is sent once for what one request did, and for nothing that staff keep among themselves', async () => {
    const { filed } = await withPhone();
    await test.act(filed.trackingCode, 'start', officer);
    await test.act(filed.trackingCode, 'note', officer, { text: 'Alat dipesan.', public: false });
    expect(await pushRows(test.db)).toHaveLength(1);
  });

  it('reaches the reporters of merged complaints under their own number, once a phone', async () => {
    const phone = service.phone();
    const { filed: survivor } = await withPhone(phone);
    const { filed: merged } = await withPhone(phone);
    const { filed: neighbours, phone: another } = await withPhone();
    const centre = await test.key('command_centre');
    for (const { trackingCode } of [merged, neighbours])
      await test.act(trackingCode, 'merge', centre, { into: survivor.trackingCode });
    await test.db.sequelize.query('TRUNCATE push_deliveries');
    await acknowledge(survivor);
    await startCourier();
    await eventually(() => phone.pushes().length + another.pushes().length === 2);
    expect(phone.pushes().map(phone.read)).toMatchObject([{ code: survivor.trackingCode }]);
    expect(another.pushes().map(another.read)).toMatchObject([{ code: neighbours.trackingCode }]);
  });

  it('is not sent once the phone was switched off, although it waited', async () => {
    const { filed, phone } = await withPhone();
    await acknowledge(filed);
    await test.act(filed.trackingCode, 'push/end', filed.reporterToken, { endpoint: phone.endpoint });
    await startCourier();
    await eventually(async () => (await stateOf())[0] === 'suppressed ENDED');
    expect(service.received).toEqual([]);
  });
});

describe('a push service', () => {
  it.each([404, 410])('that answers %d ends the subscription for every complaint', async (status) => {
    const { filed, phone } = await withPhone();
    const { filed: other } = await withPhone(phone);
    service.behave(service.answering(status));
    await acknowledge(filed);
    await startCourier();
    await eventually(async () => (await stateOf())[0] === `failed HTTP_${status}`);
    await acknowledge(other);
    expect(await pushRows(test.db)).toHaveLength(1);
  });

  it.each([400, 413])('that answers %d is not asked again', async (status) => {
    const { filed } = await withPhone();
    service.behave(service.answering(status));
    await acknowledge(filed);
    await startCourier();
    await eventually(async () => (await stateOf())[0] === `failed HTTP_${status}`);
    expect(service.received).toHaveLength(1);
    // The phone itself is still there.
    service.behave(service.answering(201));
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Selesai.' });
    await eventually(async () => (await stateOf())[1] === 'sent');
  });

  it.each([401, 403, 429, 500, 503])('that answers %d is asked again', async (status) => {
    const { filed } = await withPhone();
    service.behave(({ nth, response }) => void response.writeHead(nth === 1 ? status : 201).end());
    await acknowledge(filed);
    await startCourier();
    await eventually(async () => (await stateOf())[0] === 'sent');
    expect((await pushRows(test.db))[0]?.attempts).toBe(2);
  });

  it.each([
    ['seconds', () => '120', 120_000],
    ['a date', () => new Date(Date.now() + 120_000).toUTCString(), 120_000],
    ['more than an hour', () => '86400', 3_600_000],
  ])('that asks for a pause in %s gets it, but an hour at most', async (_what, after, waitsMs) => {
    const { filed } = await withPhone();
    service.behave(service.answering(429, { 'Retry-After': after() }));
    await acknowledge(filed);
    await startCourier({ settings: { backoff: { firstMs: 5, mostMs: 3_600_000, jitter: 0 } } });
    await eventually(async () => (await stateOf())[0] === 'pending HTTP_429');
    const [row] = await pushRows(test.db);
    expect(Math.abs((row?.waitsMs ?? 0) - waitsMs)).toBeLessThan(30_000);
  });

  it('that never answers keeps nobody else waiting, and is asked again', async () => {
    const slow = await startPushService();
    slow.behave(slow.never);
    for (let n = 0; n < 20; n += 1) await withPhone(slow.phone()).then(({ filed }) => acknowledge(filed));
    await startCourier({ timeoutMs: 3_000 });
    await eventually(() => slow.received.length > 0);
    const { filed, phone } = await withPhone();
    await acknowledge(filed);
    await eventually(() => phone.pushes().length === 1, { withinMs: 20_000 });
    await eventually(async () => (await stateOf()).includes('pending TIMEOUT'));
    await slow.stop();
  });

  it('at a private address is not called, whatever stands in the database', async () => {
    const { filed } = await withPhone();
    await acknowledge(filed);
    await startCourier({ allowedNetworks: ['10.9.0.0/16'] });
    await eventually(async () => (await stateOf())[0] === 'pending PRIVATE_ADDRESS');
    expect(service.received).toEqual([]);
  });

  it('that is out for three days loses the push', async () => {
    const { filed } = await withPhone();
    await acknowledge(filed);
    await test.db.sequelize.query(`UPDATE push_deliveries SET queued_at = now() - interval '72 hours'`);
    service.behave(service.answering(503));
    await startCourier();
    await eventually(async () => (await stateOf())[0] === 'failed HTTP_503');
  });
});

it('forgets what was sent a month ago', async () => {
  const { filed } = await withPhone();
  await acknowledge(filed);
  await test.act(filed.trackingCode, 'resolve', officer, { note: 'Selesai.' });
  await test.db.sequelize.query(
    `UPDATE push_deliveries SET created_at = now() - interval '31 days' WHERE sequence = (SELECT min(sequence) FROM push_deliveries)`,
  );
  const forgotten = await createExpiredRows(test).forgetPushes(Date.now() - 30 * 24 * 3_600_000);
  expect([forgotten, await stateOf()]).toEqual([1, ['pending']]);
});
