import { createNotificationStore } from '../../database/stores/notification-store';
import { startFaultySmtp, type FaultySmtp, type SmtpFault } from '../support/faulty-smtp';
import { eventually } from '../support/courier-bench';
import { setUpMailCourier, type MailBench, type MailCourierInput } from '../support/mail-courier';
import {
  insertComplaint,
  insertEvent,
  insertNotification,
  notificationStates,
} from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const PEOPLE = 8;

let database: TestDatabase;
let smtp: FaultySmtp;
const benches: MailBench[] = [];

beforeEach(async () => {
  [database, smtp] = await Promise.all([createTestDatabase(), startFaultySmtp()]);
});
afterEach(async () => {
  await Promise.all(benches.splice(0).map((bench) => bench.stop()));
  await Promise.all([database.drop(), smtp.stop()]);
});

async function startCourier(input: Partial<MailCourierInput> = {}): Promise<MailBench> {
  const bench = await setUpMailCourier({ db: database.db, smtpUrl: smtp.url, ...input });
  benches.push(bench);
  bench.courier.start();
  return bench;
}

const addressOf = (person: number) => `warga${person}@example.org`;

async function queueReceipts(count = PEOPLE, email = addressOf): Promise<void> {
  for (let person = 0; person < count; person += 1) {
    const complaintId = await insertComplaint(database.db, { reporter: { email: email(person) } });
    await insertNotification(database.db, { complaintId });
  }
}

async function allSettled(): Promise<boolean> {
  return (await notificationStates(database.db)).every(({ state }) => state !== 'pending');
}

/** How often the server accepted a mail to each person. */
const acceptedBy = (people = PEOPLE) =>
  Array.from(
    { length: people },
    (_, person) => smtp.accepted.filter(({ to }) => to === addressOf(person)).length,
  );

const onceEach = (people = PEOPLE) => Array.from({ length: people }, () => 1);

describe('a notification by mail', () => {
  it('goes to its recipient, marked as automatic and with a Message-ID, and is recorded as sent', async () => {
    await queueReceipts(1);
    await startCourier();
    await eventually(allSettled);
    const [mail] = smtp.accepted;
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{40}@aduan\.example>$/);
    expect(mail?.raw).toMatch(/^To: warga0@example\.org\r$/m);
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail?.raw).toMatch(/^Subject: \[SK-/m);
    expect((await notificationStates(database.db))[0]).toMatchObject({
      state: 'sent',
      attempts: 1,
      error: null,
    });
  });

  it.each<[SmtpFault]>([
    ['none'],
    ['slow'],
    ['rejects_for_now'],
    ['drops_before_the_dot'],
    ['hangs_in_data'],
  ])(
    'arrives once when the server’s first fault is %s, even across a restart of the courier',
    async (fault) => {
      const hangs = fault === 'hangs_in_data';
      const people = hangs ? 4 : PEOPLE;
      // Long enough for a server that answers, even on a busy machine.
      const sendDeadlineMs = hangs ? 2_500 : 10_000;
      await queueReceipts(people);
      smtp.behave(({ nth }) => (nth === 1 ? fault : 'none'));
      const first = await startCourier({ sendDeadlineMs });
      await eventually(() => smtp.attempts.length >= 2);
      await first.stop();
      await startCourier({ sendDeadlineMs });
      await eventually(allSettled);
      expect(acceptedBy(people)).toEqual(onceEach(people));
      // A run that the fault did not hit would prove nothing.
      const isHarmless = fault === 'none' || fault === 'slow';
      expect(smtp.attempts.length).toBeGreaterThanOrEqual(isHarmless ? people : 2 * people);
    },
  );

  it('is given up at the deadline when the server goes silent, and sent again by the same courier', async () => {
    await queueReceipts(1);
    smtp.behave(({ nth }) => (nth === 1 ? 'hangs_in_data' : 'none'));
    const { attempted } = await startCourier({ sendDeadlineMs: 2_500 });
    await eventually(allSettled);
    expect(attempted.map(({ outcome }) => outcome)).toEqual(['retry', 'sent']);
    expect(acceptedBy(1)).toEqual(onceEach(1));
  });

  it('arrives once when the server takes longer to answer than a lease lasts', async () => {
    await queueReceipts(2);
    smtp.behave(() => 'answers_late');
    const settings = { leaseMs: 1_600, leaseReserveMs: 100 };
    await startCourier({ settings });
    await startCourier({ settings });
    await eventually(allSettled);
    expect(acceptedBy(2)).toEqual(onceEach(2));
    expect(await notificationStates(database.db)).toEqual([
      expect.objectContaining({ state: 'sent', attempts: 1 }),
      expect.objectContaining({ state: 'sent', attempts: 1 }),
    ]);
  });

  it('is not delayed by another host that hangs, which holds up four mails at most', async () => {
    await queueReceipts(9, (person) => `warga${person}@hangs.example`);
    await queueReceipts(2);
    smtp.behave(({ to }) => (to.endsWith('@hangs.example') ? 'hangs_in_data' : 'none'));
    const { attempted } = await startCourier({ slowAfterMs: 1_500, sendDeadlineMs: 30_000 });
    await eventually(() => acceptedBy(2).every((times) => times === 1), { what: 'the good ones' });
    await eventually(() => attempted.filter(({ outcome }) => outcome === 'postponed').length >= 5);
    // They wait, and nothing has failed.
    const { counts, stuck } = createNotificationStore(database);
    await eventually(async () => (await counts()).pending === 9, { what: 'the good ones recorded as sent' });
    expect(await counts()).toMatchObject({ pending: 9, retrying: 0, failed: 0 });
    expect(await stuck({ limit: 9 })).toEqual([]);
    expect(smtp.attempts.filter((to) => to.endsWith('@hangs.example'))).toHaveLength(4);
    await smtp.goAway();
  });

  it('arrives twice, as the same mail, when the server accepts it and breaks off before saying so', async () => {
    await queueReceipts();
    smtp.behave(({ nth }) => (nth === 1 ? 'drops_after_the_dot' : 'none'));
    await startCourier();
    await eventually(allSettled);
    expect(acceptedBy().every((times) => times === 2)).toBe(true);
    expect(new Set(smtp.accepted.map(({ messageId }) => messageId)).size).toBe(PEOPLE);
  });

  it('is not retried when the server rejects it for good; the code is kept, and no address is logged', async () => {
    await queueReceipts();
    smtp.behave(({ to }) => (to === addressOf(0) ? 'rejects_for_good' : 'none'));
    const { log } = await startCourier();
    await eventually(allSettled);
    expect(acceptedBy()).toEqual([0, ...onceEach().slice(1)]);
    expect(smtp.attempts.filter((to) => to === addressOf(0))).toHaveLength(1);
    const failed = (await notificationStates(database.db)).filter(({ state }) => state === 'failed');
    expect(failed.map(({ error }) => error)).toEqual(['SMTP_550']);
    expect(JSON.stringify(log)).not.toContain('@');
  });

  it('waits for a server that is down, and arrives once soon after it is back', async () => {
    await queueReceipts();
    await smtp.goAway();
    const { attempted, log } = await startCourier({
      settings: { backoff: { firstMs: 40, mostMs: 3_600_000, jitter: 0 } },
    });
    await eventually(() => attempted.length >= 25, { what: '25 attempts' });
    expect(smtp.accepted).toEqual([]);
    await smtp.comeBack();
    await eventually(allSettled);
    expect(acceptedBy()).toEqual(onceEach());
    expect(JSON.stringify(log)).not.toContain('@');
  });

  it('is sent by one of two couriers', async () => {
    await queueReceipts();
    smtp.behave(() => 'slow');
    await Promise.all([startCourier(), startCourier()]);
    await eventually(allSettled);
    expect(acceptedBy()).toEqual(onceEach());
  });

  it('reaches an unconfirmed address three times a day at most, however many complaints name it', async () => {
    await queueReceipts(10, () => 'korban@example.org');
    await startCourier();
    await eventually(allSettled);
    expect(smtp.accepted).toHaveLength(3);
    const reasons = (await notificationStates(database.db)).filter(({ state }) => state === 'suppressed');
    expect(reasons.map(({ error }) => error)).toEqual(Array.from({ length: 7 }, () => 'unconfirmed_budget'));
  });

  it('does not go to people who were erased or stopped their mails after it was queued', async () => {
    const complaintIds: string[] = [];
    for (const person of [0, 1]) {
      const complaintId = await insertComplaint(database.db, { reporter: { email: addressOf(person) } });
      await insertNotification(database.db, { complaintId });
      complaintIds.push(complaintId);
    }
    const [erased, stopped] = complaintIds;
    const { Reporter } = database.db.models;
    await Reporter.update({ email: null, erasedAt: new Date() }, { where: { complaintId: erased } });
    await Reporter.update({ mailsStoppedAt: new Date() }, { where: { complaintId: stopped } });
    await startCourier();
    await eventually(allSettled);
    expect(smtp.attempts).toEqual([]);
    const reasons = (await notificationStates(database.db)).map(({ state, error }) => `${state} ${error}`);
    expect(reasons.sort()).toEqual(['suppressed mails_stopped', 'suppressed no_address']);
  });

  it('does not go to an office that lost the complaint meanwhile, but to the one that has it now', async () => {
    await smtp.goAway();
    const complaintId = await insertComplaint(database.db, { reporter: { email: addressOf(0) } });
    const about = (sequence: number) => ({ complaintId, sequence });
    await insertEvent(database.db, { ...about(2), type: 'assigned', data: { agency: 'dishub' } });
    await insertNotification(database.db, { ...about(2), recipient: 'agency:dishub', kind: 'assigned' });
    const { attempted } = await startCourier();
    await eventually(() => attempted.length >= 3, { what: '3 attempts' });
    await insertEvent(database.db, { ...about(3), type: 'reassigned', data: { from: 'dishub', to: 'pupr' } });
    for (const [recipient, kind] of [
      ['agency:dishub', 'unassigned'],
      ['agency:pupr', 'reassigned_agency'],
    ] as const)
      await insertNotification(database.db, { ...about(3), recipient, kind });
    await smtp.comeBack();
    await eventually(allSettled);
    const bySubject = Object.fromEntries(smtp.accepted.map(({ to, raw }) => [to, raw]));
    expect(Object.keys(bySubject).sort()).toEqual([
      'aduan@dishub.kota-jambi.example',
      'aduan@pupr.kota-jambi.example',
    ]);
    expect(bySubject['aduan@dishub.kota-jambi.example']).not.toContain('/act/');
    expect(bySubject['aduan@pupr.kota-jambi.example']).toContain('/act/');
    const suppressed = (await notificationStates(database.db)).filter(({ state }) => state === 'suppressed');
    expect(suppressed.map(({ error }) => error)).toEqual(['not_theirs']);
  });

  it('stays pending with an error, and blocks no others, when it cannot be rendered', async () => {
    const complaintId = await insertComplaint(database.db, { reporter: { email: addressOf(0) } });
    await insertNotification(database.db, { complaintId, recipient: 'agency:unheard-of', kind: 'assigned' });
    await queueReceipts(2, (person) => addressOf(person + 1));
    await startCourier();
    await eventually(async () => (await pending()).length === 1);
    expect(smtp.accepted).toHaveLength(2);
    await eventually(async () => (await pending())[0]?.error === 'NOT_RENDERED');
  });

  async function pending() {
    return (await notificationStates(database.db)).filter(({ state }) => state === 'pending');
  }
});
