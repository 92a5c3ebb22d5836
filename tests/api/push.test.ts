import { createReporterStore } from '../../database/stores/reporter-store';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { pushRows } from '../support/push-bench';
import { startPushService, VAPID, type Phone, type PushService } from '../support/push-service';

let test: ApiUnderTest;
let service: PushService;
let officer: string;

beforeAll(async () => {
  [test, service] = await Promise.all([startApi(), startPushService()]);
  officer = await test.key('officer', 'pupr');
});
afterAll(async () => {
  await test.stop();
  await service.stop();
});

function subscribe({ trackingCode, reporterToken }: Filed, phone: object, bearer = reporterToken) {
  return test.act(trackingCode, 'push', bearer, phone);
}

const bodyOf = ({ endpoint, keys }: Phone) => ({ endpoint, keys });
const end = ({ trackingCode, reporterToken }: Filed, { endpoint }: Phone) =>
  test.act(trackingCode, 'push/end', reporterToken, { endpoint });
const newsOf = async ({ id }: Filed) => (await pushRows(test.db)).filter((row) => row.reporterOf === id);

describe('a phone', () => {
  it('is sent the news of a complaint from when it is subscribed until it is not', async () => {
    const filed = await test.fileAssigned({ reporter: {} });
    const phone = service.phone();
    expect((await subscribe(filed, { ...bodyOf(phone), language: 'en' })).status).toBe(204);
    expect((await subscribe(filed, bodyOf(phone))).status).toBe(204);
    await test.act(filed.trackingCode, 'acknowledge', officer);
    expect(await newsOf(filed)).toMatchObject([{ state: 'pending' }]);
    expect((await end(filed, phone)).status).toBe(204);
    expect((await end(filed, phone)).status).toBe(204);
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Selesai.' });
    expect(await newsOf(filed)).toHaveLength(1);
    expect(test.logLines.join()).not.toContain(phone.endpoint);
  });

  it('keeps those of its other complaints when one is ended, and is forgotten with the last', async () => {
    const [one, other] = [await test.fileAssigned(), await test.fileAssigned()];
    const phone = service.phone();
    for (const filed of [one, other]) await subscribe(filed, bodyOf(phone));
    await end(one, phone);
    await test.act(other.trackingCode, 'acknowledge', officer);
    expect(await newsOf(other)).toHaveLength(1);
    expect(await knows(phone)).toBe(true);
    await end(other, phone);
    expect(await knows(phone)).toBe(false);
  });

  it('is not subscribed to somebody else’s complaint', async () => {
    const [filed, foreign] = [await test.fileAssigned(), await test.fileAssigned()];
    const phone = bodyOf(service.phone());
    expect((await subscribe(filed, phone, foreign.reporterToken)).status).toBe(404);
    expect((await subscribe(filed, phone, officer)).status).toBe(404);
    expect((await test.api.post(`/api/v1/complaints/${filed.trackingCode}/push`).send(phone)).status).toBe(
      404,
    );
  });

  it('is subscribed by the application that filed, and by no other', async () => {
    const [ours, theirs] = [await test.key('application'), await test.key('application')];
    const filed = await test.fileAssigned({}, ours);
    expect((await subscribe(filed, bodyOf(service.phone()), ours)).status).toBe(204);
    expect((await subscribe(filed, bodyOf(service.phone()), theirs)).status).toBe(404);
  });

  it('is refused as the eleventh of a complaint, and is not counted twice', async () => {
    const filed = await test.fileAssigned();
    const phones = Array.from({ length: 12 }, () => service.phone());
    const answers = await Promise.all(phones.map((phone) => subscribe(filed, bodyOf(phone))));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(204), 409, 409]);
    const known = phones.find((_, index) => answers[index]?.status === 204);
    expect((await subscribe(filed, bodyOf(known ?? service.phone()))).status).toBe(204);
  });

  it.each([
    ['no address', { endpoint: 'of the phone' }, '#/endpoint', 'url'],
    ['a mail address', { endpoint: 'mailto:siti@warga.example' }, '#/endpoint', 'scheme'],
    ['a port for mail', { endpoint: 'https://93.184.215.14:25/x' }, '#/endpoint', 'port'],
    ['a private address', { endpoint: 'https://10.1.2.3/x' }, '#/endpoint', 'private_address'],
    ['the metadata of a cloud', { endpoint: 'http://169.254.169.254/x' }, '#/endpoint', 'private_address'],
    [
      'a key that is too short',
      { keys: { p256dh: 'BAAA', auth: 'A'.repeat(22) } },
      '#/keys/p256dh',
      'invalid',
    ],
    [
      'a point that is not on the curve',
      { keys: { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: 'A'.repeat(22) } },
      ...(['#/keys/p256dh', 'invalid'] as const),
    ],
    ['another field', { expirationTime: null }, '#/expirationTime', 'unknown'],
  ])('with %s is refused', async (_what, wrong, pointer, rule) => {
    const filed = await test.fileAssigned();
    const { status, body } = await subscribe(filed, { ...bodyOf(service.phone()), ...wrong });
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer, rule })]]);
  });

  it('is forgotten when its reporter is erased, and not taken again', async () => {
    const key = await test.key('application');
    const filed = await test.fileAssigned({}, key);
    const phone = service.phone();
    await subscribe(filed, bodyOf(phone), key);
    await createReporterStore(test).erase({ complaintId: filed.id, actor: 'test' });
    expect(await knows(phone)).toBe(false);
    expect((await subscribe(filed, bodyOf(phone), key)).status).toBe(404);
    await test.act(filed.trackingCode, 'acknowledge', officer);
    expect(await newsOf(filed)).toEqual([]);
  });

  it('is told of its reporter’s leaving and of nothing after it', async () => {
    const filed = await test.fileAssigned();
    await test.api
      .post(`/api/v1/complaints/${filed.trackingCode}/support`)
      .send({ email: 'tetangga@warga.example' });
    const phone = service.phone();
    await subscribe(filed, bodyOf(phone));
    await test.act(filed.trackingCode, 'withdraw', filed.reporterToken);
    await test.act(filed.trackingCode, 'acknowledge', officer);
    expect(await newsOf(filed)).toHaveLength(1);
    expect((await subscribe(filed, bodyOf(phone))).status).toBe(404);
  });
});

describe('the city', () => {
  it('says with which key devices subscribe', async () => {
    expect((await test.api.get('/api/v1/city')).body.pushKey).toBe(VAPID.publicKey);
  });

  it('without keys refuses subscriptions and says so', async () => {
    const { settings } = test.deps;
    const keyless = await startApi({ deps: { settings: { ...settings, pushKey: undefined } } });
    const { trackingCode, reporterToken } = await keyless.file(FILING);
    const answer = await keyless.act(trackingCode, 'push', reporterToken, bodyOf(service.phone()));
    expect([answer.status, answer.body.errors]).toEqual([
      409,
      [expect.objectContaining({ rule: 'push_off' })],
    ]);
    expect((await keyless.api.get('/api/v1/city')).body.pushKey).toBeNull();
    await keyless.stop();
  });
});

async function knows({ endpoint }: Phone): Promise<boolean> {
  const [rows] = await test.db.sequelize.query('SELECT endpoint FROM push_subscriptions');
  return (rows as { endpoint: string }[]).some((row) => row.endpoint === endpoint);
}
