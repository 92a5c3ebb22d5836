import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createMailReader } from '../../database/readers/mail-reader';
import { selectRows } from '../../database/select-rows';
import { createNotificationStore, type NotificationStore } from '../../database/stores/notification-store';
import { CHANNELS } from '../../database/stores/notify';
import { createStaffStore } from '../../database/stores/staff-store';
import {
  insert,
  insertComplaint,
  insertEvent,
  insertNotification,
  notificationStates,
} from '../support/notification-rows';
import { policy } from '../support/policy';
import { expectIndexes, plansOf } from '../support/query-plans';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const LEASE_MS = 60_000;
const BUDGET = { windowMs: 86_400_000, received: 3, all: 5 };

let database: TestDatabase;
let store: NotificationStore;

beforeEach(async () => {
  database = await createTestDatabase();
  store = createNotificationStore({ db: database.db });
});
afterEach(() => database.drop());

const claimAll = () => store.claim({ limit: 100, leaseMs: LEASE_MS });

async function claimOne() {
  const [claimed] = await claimAll();
  if (!claimed) throw new Error('nothing was due');
  return claimed;
}

async function fewComplaints(count: number, email = 'siti@example.org'): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1)
    ids.push(await insertComplaint(database.db, { reporter: { email: email.replace('N', String(n)) } }));
  return ids;
}

describe('the queue of notifications', () => {
  it('gives each notification to one of many couriers that ask at once', async () => {
    for (const complaintId of await fewComplaints(20)) await insertNotification(database.db, { complaintId });
    const rounds = await Promise.all(
      Array.from({ length: 8 }, () => store.claim({ limit: 4, leaseMs: LEASE_MS })),
    );
    const rest = await claimAll();
    const ids = [...rounds.flat(), ...rest].map(({ id }) => id);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });

  it('hands out a notification again once its lease ran out, and refuses the earlier courier’s outcome', async () => {
    const [complaintId = ''] = await fewComplaints(1);
    await insertNotification(database.db, { complaintId });
    const [first] = await store.claim({ limit: 1, leaseMs: 0 });
    const second = await claimOne();
    expect(second.id).toBe(first?.id);
    expect(second.attempts).toBe(2);
    if (!first) throw new Error('nothing was due');
    await expect(store.markSent(first)).resolves.toBe(false);
    await expect(store.fail({ ...first, error: 'x' })).resolves.toBe(false);
    await expect(store.markSent(second)).resolves.toBe(true);
    await expect(store.markSent(second)).resolves.toBe(false);
    await expect(claimAll()).resolves.toEqual([]);
  });

  it('holds back a notification while an earlier one on the same complaint to its recipient is pending', async () => {
    const [one = '', other = ''] = await fewComplaints(2);
    const agency = { recipient: 'agency:dishub' };
    await insertNotification(database.db, { complaintId: one, sequence: 3, kind: 'withdrawn', ...agency });
    await insertNotification(database.db, { complaintId: one, sequence: 2, kind: 'assigned', ...agency });
    await insertNotification(database.db, { complaintId: one, sequence: 4, kind: 'late' });
    await insertNotification(database.db, { complaintId: other, sequence: 9, kind: 'assigned', ...agency });
    const claimed = await claimAll();
    expect(claimed.map(({ kind, sequence }) => `${kind} ${sequence}`).sort()).toEqual([
      'assigned 2',
      'assigned 9',
      'late 4',
    ]);
    const assigned = claimed.find(({ sequence }) => sequence === 2);
    if (!assigned) throw new Error('the first one was not due');
    await store.retryIn({ ...assigned, waitMs: 60_000, error: 'smtp_450' });
    await expect(claimAll()).resolves.toEqual([]);
    await selectRows(database.db, { sql: `UPDATE notifications SET next_attempt_at = now() RETURNING id` });
    const again = await claimOne();
    expect(again.sequence).toBe(2);
    await store.fail({ ...again, error: 'smtp_550' });
    expect((await claimOne()).sequence).toBe(3);
  });

  it('waits until a retry is due, and does not count an attempt that was put back', async () => {
    const [complaintId = ''] = await fewComplaints(1);
    await insertNotification(database.db, { complaintId });
    const first = await claimOne();
    await store.putBack({ ...first, waitMs: 0, error: null });
    const second = await claimOne();
    expect(second.attempts).toBe(1);
    await store.retryIn({ ...second, waitMs: 3_600_000, error: 'smtp_450' });
    await expect(claimAll()).resolves.toEqual([]);
    const [row] = await notificationStates(database.db);
    expect(row).toMatchObject({ state: 'pending', attempts: 1, error: 'smtp_450' });
    const waitMs = (row?.nextAttemptAt.getTime() ?? 0) - second.claimedAt;
    expect(waitMs).toBeGreaterThanOrEqual(3_600_000);
    expect(waitMs).toBeLessThan(3_660_000);
  });

  it('finds what is due in a backlog of thousands without scanning it', async () => {
    // A thousand complaints would take longer to write than the rest of this file.
    const free = 'ALTER TABLE notifications DROP CONSTRAINT notifications_complaint_id_fkey';
    await database.db.sequelize.query(free);
    await database.db.sequelize.query(
      `INSERT INTO notifications (id, complaint_id, sequence, kind, recipient, assignment, due_at)
        SELECT gen_random_uuid(), md5((n / 5)::text)::uuid, n % 5, 'late', 'agency:dishub', 1, now()
        FROM generate_series(1, 5000) AS n`,
    );
    await database.db.sequelize.query('ANALYZE notifications');
    const [plan = ''] = await plansOf(database.db, () => store.claim({ limit: 4, leaseMs: LEASE_MS }));
    expectIndexes(plan, ['notifications_due']);
    expect(plan).not.toContain('Sort');
  });
});

describe('the list of stuck notifications', () => {
  it('shows what failed and what is being retried, and why', async () => {
    const [one = '', two = '', three = ''] = await fewComplaints(3);
    for (const complaintId of [one, two, three]) await insertNotification(database.db, { complaintId });
    const [a, b] = await claimAll();
    if (!a || !b) throw new Error('nothing was due');
    await store.fail({ ...a, error: 'smtp_550' });
    await store.retryIn({ ...b, waitMs: 10_000, error: 'ECONNECTION' });
    const stuck = await store.stuck({ limit: 10 });
    expect(stuck.map(({ id, state, lastError }) => ({ id, state, lastError }))).toEqual([
      { id: a.id, state: 'failed', lastError: 'smtp_550' },
      { id: b.id, state: 'pending', lastError: 'ECONNECTION' },
    ]);
    expect(stuck[0]).toMatchObject({
      nextAttemptAt: null,
      trackingCode: expect.stringMatching(/^SK-/) as string,
    });
    await expect(store.counts()).resolves.toMatchObject({ pending: 2, overdue: 0, retrying: 1, failed: 1 });
  });

  it('replays one, or all that failed, with their full time and their attempts reset', async () => {
    for (const complaintId of await fewComplaints(3)) {
      const id = await insertNotification(database.db, {
        complaintId,
        queuedAt: Date.now() - 4 * 86_400_000,
      });
      expect(id).toBeDefined();
    }
    const claimed = await claimAll();
    for (const each of claimed) await store.fail({ ...each, error: 'smtp_550' });
    await expect(store.replay({ id: claimed[0]?.id ?? '' })).resolves.toBe(1);
    await expect(store.replay({ id: claimed[0]?.id ?? '' })).resolves.toBe(0);
    const again = await claimOne();
    expect(again).toMatchObject({ id: claimed[0]?.id, attempts: 1 });
    expect(Date.now() - again.queuedAt).toBeLessThan(60_000);
    await expect(store.replay('failed')).resolves.toBe(2);
    await expect(store.replay({ id: 'no id' })).resolves.toBe(0);
  });
});

describe('a replay', () => {
  it('wakes the couriers only when there was something to replay', async () => {
    const listener = new Client({ connectionString: database.url });
    await listener.connect();
    const heard: string[] = [];
    listener.on('notification', ({ channel }) => heard.push(channel));
    await listener.query(`LISTEN ${CHANNELS.notifications}`);
    await store.replay('failed');
    await listener.query('SELECT 1');
    expect(heard).toEqual([]);
    const [complaintId = ''] = await fewComplaints(1);
    await insertNotification(database.db, { complaintId });
    await store.fail({ ...(await claimOne()), error: 'SMTP_550' });
    await store.replay('failed');
    await listener.query('SELECT 1');
    await listener.end();
    expect(heard).toEqual([CHANNELS.notifications]);
  });
});

describe('the budget of an unconfirmed address', () => {
  const reserve = (id: string, email = 'siti@example.org') => store.reserve({ id, email, budget: BUDGET });

  it('lets three receipts through to a victim named in many complaints, however many are sent at once', async () => {
    const ids: string[] = [];
    for (const complaintId of await fewComplaints(12))
      ids.push(await insertNotification(database.db, { complaintId }));
    const allowed = await Promise.all(ids.map((id) => reserve(id, 'SITI@example.org')));
    expect(allowed.filter(Boolean)).toHaveLength(3);
  });

  it('lets three through to one mailbox, whatever follows a plus sign in its address', async () => {
    const allowed: boolean[] = [];
    for (const [at, complaintId] of (await fewComplaints(6)).entries())
      allowed.push(
        await reserve(await insertNotification(database.db, { complaintId }), `Siti+${at}@example.org`),
      );
    expect(allowed).toEqual([true, true, true, false, false, false]);
  });

  it('counts a notification once, however often it is tried', async () => {
    const [complaintId = ''] = await fewComplaints(1);
    const id = await insertNotification(database.db, { complaintId });
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(reserve(id)).resolves.toBe(true);
  });

  it('limits all kinds together, and counts mails to supporters with that address, too', async () => {
    const [complaintId = ''] = await fewComplaints(1);
    const supporterId = randomUUID();
    await insert(database.db, 'supporters', {
      ...{ id: supporterId, complaint_id: complaintId, email: 'Siti@Example.org', language: 'id' },
    });
    const allowed: boolean[] = [];
    for (let sequence = 1; sequence <= 4; sequence += 1)
      for (const recipient of [`reporter:${complaintId}`, `supporter:${supporterId}`]) {
        const id = await insertNotification(database.db, { complaintId, sequence, kind: 'late', recipient });
        allowed.push(await reserve(id));
      }
    expect(allowed).toEqual([true, true, true, true, true, false, false, false]);
  });

  it('does not count mails of a confirmed complaint with the same address, or of the day before', async () => {
    const db = database.db;
    const confirmed = await insertComplaint(db, {
      reporter: { email: 'siti@example.org', isConfirmed: true },
    });
    const [mine = '', ...others] = await fewComplaints(5, 'siti@example.org');
    const id = await insertNotification(db, { complaintId: mine });
    await insertNotification(db, { complaintId: confirmed });
    const later = `UPDATE notifications SET budgeted_at = now() - interval '25 hours' WHERE id <> $1 RETURNING id`;
    for (const complaintId of others) await insertNotification(db, { complaintId });
    await selectRows(db, { sql: later, bind: [id] });
    await selectRows(db, {
      sql: `UPDATE notifications SET budgeted_at = now() WHERE complaint_id = $1 RETURNING id`,
      bind: [confirmed],
    });
    await expect(
      store.reserve({ id, email: 'siti@example.org', budget: { ...BUDGET, all: 1 } }),
    ).resolves.toBe(true);
  });
});

describe('the material of a mail', () => {
  const materialFor = (input: { complaintId: string; sequence: number; recipient: string }) =>
    createMailReader({ db: database.db, staff: createStaffStore({ db: database.db }) }).materialFor({
      ...input,
      dueAt: 5,
      createdAt: 6,
    });

  it('ends with the event that caused it, and has that act’s text and visible photos', async () => {
    const db = database.db;
    const complaintId = await insertComplaint(db, { reporter: { email: 'siti@example.org' } });
    const inputId = randomUUID();
    const hash = Buffer.from('00', 'hex');
    const input = {
      id: inputId,
      complaint_id: complaintId,
      act: 'resolve',
      request_id: 'r',
      body_hash: hash,
    };
    await insert(db, 'act_inputs', { ...input, text: 'Lampu sudah diganti' });
    const photos = [randomUUID(), randomUUID(), randomUUID()];
    const photo = { complaint_id: complaintId, width: 1, height: 1, bytes: 1 };
    await insert(db, 'photos', { ...photo, id: photos[0], position: 0 });
    await insert(db, 'photos', { ...photo, id: photos[1], position: 0, input_id: inputId });
    await insert(db, 'photos', {
      ...photo,
      id: photos[2],
      position: 1,
      input_id: inputId,
      hidden_at: new Date(),
    });
    await insertEvent(db, {
      complaintId,
      sequence: 2,
      type: 'assigned',
      at: 1_000,
      data: { agency: 'dishub' },
    });
    await insertEvent(db, {
      complaintId,
      sequence: 3,
      type: 'resolved',
      at: 2_000,
      inputId,
      actor: 'officer',
    });
    await insertEvent(db, { complaintId, sequence: 4, type: 'confirmed' });
    const material = await materialFor({ complaintId, sequence: 3, recipient: `reporter:${complaintId}` });
    expect(material?.timeline.map(({ type }) => type)).toEqual(['received', 'assigned', 'resolved']);
    expect(material?.timeline[2]).toMatchObject({
      ...{ at: 2_000, text: 'Lampu sudah diganti', photoIds: [photos[1]], inputId },
      actor: { kind: 'officer' },
    });
    expect(material).toMatchObject({
      ...{ policy, mergedInto: null, dueAt: 5 },
      complaint: { id: complaintId, description: 'Lampu padam', photoIds: [photos[0]], clockOffsetMs: 0 },
      person: { name: 'Siti', email: 'siti@example.org', emailConfirmedAt: null, tokenGeneration: 1 },
    });
  });

  it('has a merged reporter from their own complaint, a supporter without a name, and nobody for staff', async () => {
    const db = database.db;
    const [complaintId = '', absorbed = ''] = await fewComplaints(2, 'N@example.org');
    const supporterId = randomUUID();
    await insert(db, 'supporters', {
      ...{ id: supporterId, complaint_id: complaintId, email: 'b@example.org', language: 'en' },
    });
    const personOf = async (recipient: string) =>
      (await materialFor({ complaintId, sequence: 1, recipient }))?.person;
    await expect(personOf(`reporter:${absorbed}`)).resolves.toMatchObject({ email: '1@example.org' });
    await expect(personOf(`supporter:${supporterId}`)).resolves.toEqual({
      ...{ name: null, email: 'b@example.org', language: 'en', tokenGeneration: 1 },
      ...{ emailConfirmedAt: null, mailsStoppedAt: null },
    });
    await expect(personOf('agency:dishub')).resolves.toBeNull();
  });

  it('does not exist without its event or its person', async () => {
    const [complaintId = ''] = await fewComplaints(1);
    await expect(materialFor({ complaintId, sequence: 7, recipient: 'agency:dishub' })).resolves.toBeNull();
    await expect(
      materialFor({ complaintId, sequence: 1, recipient: `supporter:${randomUUID()}` }),
    ).resolves.toBeNull();
  });
});
