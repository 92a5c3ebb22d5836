import { randomUUID } from 'node:crypto';
import type { Mine, Push, Sikesal } from '../../../web/public/device/types';
import { startApi, type ApiUnderTest, type Filed } from '../../support/api-under-test';
import { startPushService, VAPID, type Phone, type PushService } from '../../support/push-service';
import { loadDevice } from './device-scripts';

let test: ApiUnderTest;
let service: PushService;
let device: Sikesal & { push: Push };
/** What the browser has: a subscription with the key that it was made with. */
let subscription: { phone: Phone; key: string } | null = null;
let isConnected = true;

/** Stands in for the browser's part; the phone's scripts and SiKesal's API are real. */
const pushManager = {
  getSubscription: async () => subscription && asBrowserGives(subscription),
  subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
    if (!isConnected) throw new DOMException('no network', 'AbortError');
    subscription = { phone: service.phone(), key };
    return asBrowserGives(subscription);
  },
};

function asBrowserGives({ phone: { endpoint, keys }, key }: { phone: Phone; key: string }) {
  return {
    endpoint,
    options: { applicationServerKey: new Uint8Array(Buffer.from(key, 'base64url')).buffer },
    toJSON: () => ({ endpoint, keys }),
    unsubscribe: async () => void (subscription = null),
  };
}

beforeAll(async () => {
  [test, service] = await Promise.all([startApi(), startPushService()]);
  const address = test.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const fetchFromNode = globalThis.fetch;
  Object.assign(globalThis, {
    location: { origin: `http://127.0.0.1:${port}` },
    Notification: { permission: 'granted' },
    fetch: (path: string, init: RequestInit) =>
      isConnected
        ? fetchFromNode(new URL(path, `http://127.0.0.1:${port}`), init)
        : Promise.reject(new TypeError('no network')),
  });
  Object.defineProperty(globalThis, 'navigator', {
    value: { serviceWorker: { getRegistration: async () => ({ active: {}, pushManager }) } },
  });
  device = (await loadDevice('store', 'push')) as typeof device;
  Object.assign(device, { announce: () => undefined });
});
afterAll(async () => {
  await test.stop();
  await service.stop();
});
beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation();
  [subscription, isConnected] = [null, true];
  await device.store.empty();
  await device.store.set('pushKey', VAPID.publicKey);
});

/** A complaint that this phone keeps the link of. */
async function keep(filed?: Filed): Promise<Filed> {
  const complaint = filed ?? (await test.fileAssigned({ reporter: {} }));
  const { trackingCode: code, reporterToken: token } = complaint;
  const kept = { code, my: `/my/${code}?t=${token}`, kind: 'Jalan rusak', holder: 'Dinas PUPR', by: 'besok' };
  await device.store.keepMine({ ...kept, address: 'none', notice: null, filedAt: Date.now() } satisfies Mine);
  return complaint;
}

async function phonesOf({ id }: Filed): Promise<string[]> {
  const [rows] = await test.db.sequelize.query(
    `SELECT endpoint FROM push_of_complaints p JOIN push_subscriptions s ON s.id = p.subscription_id
      WHERE p.complaint_id = $1`,
    { bind: [id] },
  );
  return (rows as { endpoint: string }[]).map(({ endpoint }) => endpoint);
}

const want = async (filed: Filed | null, push: 'on' | 'off') => {
  if (filed) await device.store.changeMine(filed.trackingCode, { push });
  else await device.store.set('pushAll', push);
  await device.push.settle();
};
const stateOf = async ({ trackingCode }: Filed) => (await device.push.look()).of.get(trackingCode);
const endpoint = () => subscription?.phone.endpoint;

describe('the news of a phone', () => {
  it('follows what its person wants, for one complaint or for all of them', async () => {
    const [one, other] = [await keep(), await keep()];
    await want(one, 'on');
    expect([await phonesOf(one), await phonesOf(other)]).toEqual([[endpoint()], []]);
    await want(null, 'on');
    expect(await phonesOf(other)).toEqual([endpoint()]);
    await want(one, 'off');
    expect([await phonesOf(one), await stateOf(one), await stateOf(other)]).toEqual([[], 'off', 'on']);
    await want(null, 'off');
    expect([await phonesOf(other), subscription]).toEqual([[], null]);
  });

  it('includes a complaint that comes later, if all are wanted', async () => {
    await want(null, 'on');
    expect([subscription, (await device.push.look()).all]).toEqual([null, 'on']);
    const filed = await keep();
    await device.push.settle();
    expect(await phonesOf(filed)).toEqual([endpoint()]);
  });

  it('is settled once there is a network', async () => {
    const filed = await keep();
    isConnected = false;
    await want(filed, 'on');
    expect([await stateOf(filed), await phonesOf(filed)]).toEqual(['soon', []]);
    isConnected = true;
    await device.push.settle();
    expect([await stateOf(filed), await phonesOf(filed)]).toEqual(['on', [endpoint()]]);
    isConnected = false;
    await want(filed, 'off');
    expect([await stateOf(filed), subscription]).toEqual(['off', null]);
  });

  it('is asked for again when the browser has another address, or the city another key', async () => {
    const filed = await keep();
    await want(filed, 'on');
    const before = endpoint();
    subscription = null;
    expect(await stateOf(filed)).toBe('soon');
    await device.push.settle();
    expect(endpoint()).not.toBe(before);
    expect(await phonesOf(filed)).toContain(endpoint());
    const second = endpoint();
    subscription = subscription && { ...(subscription as { phone: Phone }), key: 'BAAA' };
    await device.push.settle();
    expect(endpoint()).not.toBe(second);
    expect(subscription).toMatchObject({ key: VAPID.publicKey });
  });

  it('says so if the link is void, and asks no more', async () => {
    const filed = await keep({ ...(await test.fileAssigned()), reporterToken: 'void' });
    await want(filed, 'on');
    expect(await stateOf(filed)).toBe('dead');
    expect(await device.store.mine()).toMatchObject([{ push: 'off', pushRefused: 'dead' }]);
  });

  it('says so if there are too many phones', async () => {
    const filed = await keep();
    for (let n = 0; n < 10; n += 1) {
      const { endpoint: address, keys } = service.phone();
      await test.act(filed.trackingCode, 'push', filed.reporterToken, { endpoint: address, keys });
    }
    await want(filed, 'on');
    expect([await stateOf(filed), (await phonesOf(filed)).length]).toEqual(['tooMany', 10]);
  });

  it('of a complaint whose link became void ends by another address at the push service', async () => {
    const [one, other] = [await keep(), await keep()];
    await want(null, 'on');
    const before = endpoint();
    await device.store.changeMine(one.trackingCode, { my: `/my/${one.trackingCode}?t=${randomUUID()}` });
    await want(one, 'off');
    expect(endpoint()).not.toBe(before);
    expect(await phonesOf(other)).toContain(endpoint());
    expect(await phonesOf(one)).toEqual([before]);
  });

  it('is nothing once the phone is emptied', async () => {
    const filed = await keep();
    await want(filed, 'on');
    await device.push.unsubscribeAll();
    expect([await phonesOf(filed), subscription]).toEqual([[], null]);
  });
});
