import { createToldReader } from '../../database/readers/told-reader';
import { createToldRelay } from '../../server/told-relay';
import type { Filed } from '../support/api-under-test';
import { eventually } from '../support/courier-bench';
import { startFaultySmtp, type FaultySmtp } from '../support/faulty-smtp';
import { setUpMailCourier, type MailBench } from '../support/mail-courier';
import { setUpPushCourier } from '../support/push-bench';
import { startPushService, VAPID } from '../support/push-service';
import { startPages, type PagesUnderTest } from '../web/pages-under-test';

const DAY = 24;

describe('an answered complaint', () => {
  let test: PagesUnderTest;
  let smtp: FaultySmtp;
  let officer: string;
  let relay: ReturnType<typeof createToldRelay>;
  let courier: MailBench | null = null;

  beforeEach(async () => {
    [test, smtp] = await Promise.all([startPages(), startFaultySmtp()]);
    officer = await test.key('officer', 'pupr');
    const { complaints, cases, logger, now } = test.deps;
    relay = createToldRelay({
      told: createToldReader({ db: test.db }),
      ...{ complaints, cases, logger, now, engine: test.engine, live: test.live },
    });
    relay.start();
  });
  afterEach(async () => {
    await courier?.stop();
    courier = null;
    await relay.stop();
    await Promise.all([test.stop(), smtp.stop()]);
  });

  async function startCourier(): Promise<void> {
    courier = await setUpMailCourier({ db: test.db, smtpUrl: smtp.url });
    courier.courier.start();
  }

  /** The relay hears of a delivery at once, and of a complaint without an address when it next looks. */
  async function lookAgain(): Promise<void> {
    await test.db.sequelize.query(`SELECT pg_notify('sikesal_deliveries', '')`);
  }

  async function answered(body: object = {}): Promise<Filed> {
    const filed = await test.fileAssigned(body);
    const { status } = await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    expect(status).toBe(200);
    return filed;
  }
  const rowOf = async ({ id }: Filed) => (await test.deps.complaints.byId(id))!;
  async function after(hours: number, filed: Filed): Promise<string> {
    test.hoursPass(hours);
    await test.settle(filed.id);
    return (await rowOf(filed)).status;
  }
  const causeOf = async (filed: Filed, bearer?: string) =>
    (await test.get(filed.trackingCode, bearer)).body.timeline.at(-1).data.by;

  it('whose mail is accepted is closed by silence 72 h after that', async () => {
    await startCourier();
    const filed = await answered();
    await eventually(async () => (await rowOf(filed)).toldAt !== null);
    expect(await after(71, filed)).toBe('resolved');
    expect(await after(2, filed)).toBe('closed');
    expect(await causeOf(filed)).toBe('silence');
  });

  it('whose mail is refused for good is closed as unreached after 14 days; the public learns only that it is closed', async () => {
    smtp.behave(() => 'rejects_for_good');
    await startCourier();
    const filed = await answered();
    await eventually(async () => (await rowOf(filed)).unreachedAt !== null);
    expect(await after(14 * DAY - 1, filed)).toBe('resolved');
    expect(await after(2, filed)).toBe('closed');
    expect(await causeOf(filed, officer)).toBe('unreached');
    expect(await causeOf(filed, filed.reporterToken)).toBe('unreached');
    expect(await causeOf(filed)).toBe('silence');
  });

  it('waits while no courier runs, for twenty days, and then for 72 h from the mail', async () => {
    const filed = await answered();
    expect(await after(20 * DAY, filed)).toBe('resolved');
    await startCourier();
    await eventually(async () => (await rowOf(filed)).toldAt !== null);
    expect(await after(71, filed)).toBe('resolved');
    expect(await after(2, filed)).toBe('closed');
    expect(await causeOf(filed)).toBe('silence');
  });

  it('without an address waits for 14 days, unless an application says that it has shown the answer', async () => {
    const application = await test.key('application');
    const filed = await test.fileAssigned({ reporter: {} }, application);
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    await lookAgain();
    await eventually(async () => (await rowOf(filed)).unreachedAt !== null);
    expect(await after(13 * DAY, filed)).toBe('resolved');
    const { body } = await test.get(filed.trackingCode, application);
    const told = await test.act(filed.trackingCode, 'tell', application, { answeredAt: body.resolvedAt });
    expect(told.status).toBe(200);
    expect(await after(71, filed)).toBe('resolved');
    expect(await after(2, filed)).toBe('closed');
  });

  it('without an address is told by the push that a phone’s service accepts, and waits for it', async () => {
    const service = await startPushService();
    const { endpoint, keys } = service.phone();
    const filed = await test.fileAssigned({ reporter: {} });
    await test.act(filed.trackingCode, 'push', filed.reporterToken, { endpoint, keys, language: 'id' });
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    const { courier: pushes } = await setUpPushCourier({ db: test.db, sender: VAPID });
    pushes.start();
    await eventually(async () => (await rowOf(filed)).toldAt !== null);
    await pushes.stop(0);
    await service.stop();
    expect((await rowOf(filed)).unreachedAt).toBeNull();
    expect((await test.get(filed.trackingCode, officer)).body.timeline.at(-1)).toMatchObject({
      type: 'reporter_told',
      data: { by: 'push' },
    });
    expect(await after(71, filed)).toBe('resolved');
    expect(await after(2, filed)).toBe('closed');
  });

  it('of somebody who stopped their mails is one that nobody can be told of', async () => {
    const filed = await test.fileAssigned();
    await test.pagesDeps.reporters.stopMails(filed.id);
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    await lookAgain();
    await eventually(async () => (await rowOf(filed)).unreachedAt !== null);
  });

  it('is told to one of those who are left once its reporter has left', async () => {
    const other = await test.fileAssigned();
    const filed = await test.fileAssigned({ reporter: { email: 'budi@warga.example' } });
    await test.act(filed.trackingCode, 'merge', officer, { into: other.trackingCode });
    await test.act(other.trackingCode, 'withdraw', other.reporterToken);
    await startCourier();
    await test.act(other.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    await eventually(async () => (await rowOf(other)).toldAt !== null);
    expect(await test.types(other)).toEqual(expect.arrayContaining(['reporter_left', 'reporter_told']));
  });
});
