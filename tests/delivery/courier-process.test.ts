import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { selectRows } from '../../database/select-rows';
import type { CourierSettings } from '../../delivery/courier-settings';
import { eventually, QUICK } from '../support/courier-bench';
import type { CourierProcessInput } from '../support/courier-process';
import { startFaultySmtp, type FaultySmtp } from '../support/faulty-smtp';
import { insertComplaint, insertNotification, notificationStates } from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { endScript, killScripts, startScript } from '../support/script-process';

const SHORT_LEASE = { ...QUICK, leaseMs: 3_000, leaseReserveMs: 500 };

let database: TestDatabase;
let smtp: FaultySmtp;

beforeEach(async () => {
  [database, smtp] = await Promise.all([createTestDatabase(), startFaultySmtp()]);
});
afterEach(async () => {
  await killScripts();
  await Promise.all([database.drop(), smtp.stop()]);
});

/** Starts a courier in a process of its own; resolves once it is at work. */
async function spawnCourier(settings: Partial<CourierSettings>): Promise<ChildProcess> {
  const input: CourierProcessInput = { databaseUrl: database.url, smtpUrl: smtp.url, settings };
  return startScript('courier-process.ts', input);
}

async function queueReceipts(count: number): Promise<void> {
  for (let person = 0; person < count; person += 1) {
    const complaintId = await insertComplaint(database.db, {
      reporter: { email: `warga${person}@example.org` },
    });
    await insertNotification(database.db, { complaintId });
  }
}

async function areAllSent(): Promise<boolean> {
  return (await notificationStates(database.db)).every(({ state }) => state === 'sent');
}

describe('a courier that is killed', () => {
  it('in the middle of a mail leaves it to the next courier, which sends it once after the lease', async () => {
    await queueReceipts(1);
    smtp.behave(({ nth }) => (nth === 1 ? 'hangs_in_data' : 'none'));
    const inTheMiddle = smtp.nextData();
    const first = await spawnCourier(SHORT_LEASE);
    await inTheMiddle;
    await endScript(first, 'SIGKILL');
    await spawnCourier(SHORT_LEASE);
    await eventually(areAllSent);
    expect(smtp.accepted).toHaveLength(1);
    expect(smtp.attempts).toHaveLength(2);
  });

  it('again and again loses no mail, and repeats only those that were accepted but not yet recorded', async () => {
    const people = 40;
    await queueReceipts(people);
    let acceptedWhileDying = 0;
    for (let life = 0; life < 2; life += 1) {
      const before = smtp.accepted.length;
      const child = await spawnCourier(SHORT_LEASE);
      await eventually(() => smtp.accepted.length >= before + 5);
      await endScript(child, 'SIGKILL');
      await pause(50);
      acceptedWhileDying += smtp.accepted.length - (await countSent());
    }
    await spawnCourier(SHORT_LEASE);
    await eventually(areAllSent);
    const ids = smtp.accepted.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(people);
    expect(ids.length).toBeLessThanOrEqual(people + acceptedWhileDying);
  });

  async function countSent(): Promise<number> {
    return (await notificationStates(database.db)).filter(({ state }) => state === 'sent').length;
  }
});

describe('a courier that gets SIGTERM', () => {
  it('finishes the twenty mails that it is sending, repeats none and leaves no lease', async () => {
    await queueReceipts(25);
    smtp.behave(() => 'slow');
    const child = await spawnCourier({ ...QUICK, concurrency: 20 });
    await eventually(async () => (await leases()) === 20);
    await expect(endScript(child, 'SIGTERM')).resolves.toBe(0);
    const accepted = smtp.accepted.map(({ to }) => to);
    expect(accepted).toHaveLength(20);
    expect(new Set(accepted).size).toBe(20);
    await expect(leases()).resolves.toBe(0);
    smtp.behave(() => 'none');
    await spawnCourier(QUICK);
    await eventually(areAllSent);
    expect(smtp.accepted).toHaveLength(25);
  });

  async function leases(): Promise<number> {
    const sql = 'SELECT id FROM notifications WHERE lease IS NOT NULL';
    return (await selectRows(database.db, { sql })).length;
  }
});
