import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '../../delivery/channel';
import { createNotificationStore } from '../../database/stores/notification-store';
import { selectRows } from '../../database/select-rows';
import {
  eventually,
  scriptedChannel,
  setUpCourier,
  type Bench,
  type BenchInput,
} from '../support/courier-bench';
import { insertComplaint, insertNotification, notificationStates } from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SENT: Outcome = { outcome: 'sent' };
const BUSY: Outcome = { outcome: 'retry', error: 'smtp_450', unreachable: false };
const UNREACHABLE: Outcome = { outcome: 'retry', error: 'ECONNREFUSED', unreachable: true };
const AN_HOUR_MS = 3_600_000;

let database: TestDatabase;
const benches: Bench[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(benches.splice(0).map(({ courier }) => courier.stop(0)));
  await database.drop();
});

function bench(input: BenchInput): Bench {
  const made = setUpCourier(database.db, input);
  benches.push(made);
  return made;
}

async function queue(count: number, row: { queuedAt?: number } = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const complaintId = await insertComplaint(database.db, { reporter: { email: `p${n}@example.org` } });
    ids.push(await insertNotification(database.db, { complaintId, ...row }));
  }
  return ids;
}

async function statesAre(expected: Record<string, number>): Promise<boolean> {
  const states = (await notificationStates(database.db)).map(({ state }) => state);
  const counted = Object.keys(expected).map((state) => [
    state,
    states.filter((each) => each === state).length,
  ]);
  return (
    isDeepStrictEqual(Object.fromEntries(counted), expected) && states.every((state) => state in expected)
  );
}

describe('a courier', () => {
  it('sends each notification once, even when several couriers share the work', async () => {
    const ids = await queue(30);
    const { channel, given } = scriptedChannel(() => SENT);
    const couriers = [1, 2, 3].map(() => bench({ channel }).courier);
    for (const courier of couriers) courier.start();
    await eventually(() => statesAre({ sent: 30 }));
    expect([...given].sort()).toEqual([...ids].sort());
  });

  it('claims at once when it is woken, without waiting for its next poll', async () => {
    const { channel } = scriptedChannel(() => SENT);
    const { courier } = bench({ channel, settings: { pollMs: AN_HOUR_MS } });
    courier.start();
    await queue(6);
    courier.wake();
    await eventually(() => statesAre({ sent: 6 }));
  });

  it('retries what may work later, and never what failed for good', async () => {
    const [later, never] = await queue(2);
    const { channel, given } = scriptedChannel((id, nth) => {
      if (id === never) return { outcome: 'failed', error: 'smtp_550' };
      return nth < 4 ? BUSY : SENT;
    });
    const { courier, attempted } = bench({ channel });
    courier.start();
    await eventually(() => statesAre({ sent: 1, failed: 1 }));
    expect(given.filter((id) => id === never)).toHaveLength(1);
    expect(given.filter((id) => id === later)).toHaveLength(4);
    expect((await notificationStates(database.db)).find(({ id }) => id === never)?.error).toBe('smtp_550');
    expect(attempted.map(({ outcome }) => outcome).sort()).toEqual([
      'failed',
      'retry',
      'retry',
      'retry',
      'sent',
    ]);
  });

  it('gives up three days after the notification was queued, and records the error', async () => {
    const [old = ''] = await queue(1, { queuedAt: Date.now() - 72 * AN_HOUR_MS });
    const [young = ''] = await queue(1, { queuedAt: Date.now() - 71 * AN_HOUR_MS });
    const { channel } = scriptedChannel(() => BUSY);
    const { courier } = bench({ channel });
    courier.start();
    await eventually(() => statesAre({ failed: 1, pending: 1 }));
    const states = await notificationStates(database.db);
    expect(states.find(({ id }) => id === old)).toMatchObject({ state: 'failed', error: 'smtp_450' });
    expect(states.find(({ id }) => id === young)).toMatchObject({ state: 'pending' });
  });

  describe.each([-1, 1])('on a host whose clock is %d h off', (hours) => {
    beforeEach(() => {
      // Only the host's clock is faked, no timers.
      const doNotFake = [
        ...['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'],
        ...['clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
      ] as const;
      jest.useFakeTimers({
        now: Date.now() + hours * AN_HOUR_MS,
        advanceTimers: true,
        doNotFake: [...doNotFake],
      });
    });
    afterEach(() => void jest.useRealTimers());

    it('retries when the wait is over, and not before', async () => {
      const [soon = '', later = ''] = await queue(2);
      const { channel, given } = scriptedChannel((id, nth) => (id === soon && nth > 1 ? SENT : BUSY));
      const waits = { [soon]: 40, [later]: AN_HOUR_MS / 2 };
      const store = createNotificationStore({ db: database.db });
      const { courier } = bench({
        channel,
        queue: {
          ...store,
          retryIn: (retry) => store.retryIn({ ...retry, waitMs: waits[retry.id] ?? 0 }),
        },
      });
      courier.start();
      await eventually(() => statesAre({ sent: 1, pending: 1 }));
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(given.filter((id) => id === later)).toHaveLength(1);
    });

    it('gets through an outage of its channel as usual', async () => {
      await queue(3);
      let isDown = true;
      const { channel, given } = scriptedChannel(() => (isDown ? UNREACHABLE : SENT));
      bench({ channel }).courier.start();
      await eventually(() => given.length >= 10, { what: 'ten attempts' });
      isDown = false;
      await eventually(() => statesAre({ sent: 3 }));
    });
  });

  it('survives a channel that throws, and logs no address from its error', async () => {
    await queue(1);
    const { channel } = scriptedChannel((_, nth) => {
      if (nth > 1) return SENT;
      throw Object.assign(new Error('no mailbox p0@example.org'), { address: 'p0@example.org' });
    });
    const { courier, log } = bench({ channel });
    courier.start();
    await eventually(() => statesAre({ sent: 1 }));
    expect(log.some(({ level, text }) => level === 'error' && text.includes('the channel broke'))).toBe(true);
    expect(JSON.stringify(log)).not.toContain('example.org');
  });
});

describe('a database that is unavailable', () => {
  it('is asked again at the next poll', async () => {
    await queue(3);
    const store = createNotificationStore({ db: database.db });
    let failures = 2;
    const { channel } = scriptedChannel(() => SENT);
    const { courier, log } = bench({
      channel,
      queue: {
        ...store,
        async claim(input) {
          if (failures-- > 0) throw new Error('connect ECONNREFUSED');
          return store.claim(input);
        },
      },
    });
    courier.start();
    await eventually(() => statesAre({ sent: 3 }));
    expect(log.filter(({ text }) => text.includes('could not ask')).map(({ level }) => level)).toEqual([
      'warn',
      'warn',
    ]);
  });
});

describe('an outage of the channel', () => {
  it('does not make notifications back off for hours: each is sent once, soon after its end', async () => {
    const ids = await queue(3);
    let isDown = true;
    const { channel, given } = scriptedChannel(() => (isDown ? UNREACHABLE : SENT));
    const { courier } = bench({
      channel,
      settings: { backoff: { firstMs: 30, mostMs: AN_HOUR_MS, jitter: 0 } },
    });
    courier.start();
    // With a backoff of their own this would take half a minute.
    await eventually(() => given.length >= 36, { what: 'thirty-six attempts' });
    isDown = false;
    const before = given.length;
    await eventually(() => statesAre({ sent: 3 }));
    expect([...given.slice(before)].sort()).toEqual([...ids].sort());
  });

  it('is probed with one notification at a time', async () => {
    await queue(10);
    let onTheirWay = 0;
    const together: number[] = [];
    const { channel, given } = scriptedChannel(async () => {
      together.push((onTheirWay += 1));
      await pause(5);
      onTheirWay -= 1;
      return UNREACHABLE;
    });
    const { courier } = bench({ channel });
    courier.start();
    await eventually(() => given.length >= 12);
    expect(Math.max(...together.slice(0, 4))).toBe(4);
    expect(Math.max(...together.slice(6))).toBe(1);
    expect(new Set(given.slice(4, 12)).size).toBeGreaterThan(4);
  });

  it('is probed no sooner than a pause after the last failure', async () => {
    await queue(10);
    const times: number[] = [];
    const { channel } = scriptedChannel(() => {
      times.push(performance.now());
      return UNREACHABLE;
    });
    const { courier } = bench({ channel, settings: { outage: { afterFailures: 3, probeMs: 200 } } });
    courier.start();
    await eventually(() => times.length >= 7);
    // The first four were sent together, before it was known that the channel is down.
    const pauses = times.slice(4).map((at, index) => at - (times[index + 3] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(200);
  });
});

describe('a lost lease', () => {
  it('is reported, and changes nothing that another courier wrote', async () => {
    await queue(1);
    const { channel } = scriptedChannel(async () => {
      await selectRows(database.db, {
        sql: `UPDATE notifications SET lease = gen_random_uuid() RETURNING id`,
      });
      return SENT;
    });
    const { courier, attempted, log } = bench({ channel });
    courier.start();
    await eventually(() => attempted.length === 1);
    expect(attempted[0]?.outcome).toBe('lost');
    expect(log.some(({ level, text }) => level === 'error' && text.includes('lost the lease'))).toBe(true);
    expect(await statesAre({ pending: 1 })).toBe(true);
  });
});

describe('a database that goes away after a send', () => {
  it('does not make the courier send again, even though the lease expires meanwhile', async () => {
    await queue(1);
    const store = createNotificationStore({ db: database.db });
    const backAt = Date.now() + 1_600;
    const { channel, given } = scriptedChannel(() => SENT);
    const { courier } = bench({
      channel,
      settings: { leaseMs: 700, leaseReserveMs: 0 },
      queue: {
        ...store,
        async markSent(lease) {
          if (Date.now() < backAt) throw new Error('the database is away');
          return store.markSent(lease);
        },
      },
    });
    courier.start();
    await eventually(() => statesAre({ sent: 1 }));
    expect(given).toHaveLength(1);
  });
});

describe('a courier that is stopped', () => {
  it('waits for what it is sending, claims nothing more, and leaves no lease', async () => {
    await queue(20);
    const { channel, given } = scriptedChannel(() => pause(80, SENT));
    const { courier } = bench({ channel });
    courier.start();
    await eventually(() => given.length === 4);
    await expect(courier.stop(5_000)).resolves.toEqual({ abandoned: 0 });
    expect((await statesAre({ sent: 4, pending: 16 })) || (await statesAre({ pending: 16, sent: 4 }))).toBe(
      true,
    );
    expect(given).toHaveLength(4);
    await expect(leases()).resolves.toBe(0);
  });

  it('releases what it has claimed but not begun to send', async () => {
    await queue(3);
    const store = createNotificationStore({ db: database.db });
    const { channel, given } = scriptedChannel(() => SENT);
    let stopped: Promise<unknown> | undefined;
    const { courier } = bench({
      channel,
      queue: {
        ...store,
        async claim(input) {
          const claimed = await store.claim(input);
          stopped ??= courier.stop(5_000);
          return claimed;
        },
      },
    });
    courier.start();
    await eventually(() => stopped !== undefined);
    await stopped;
    expect(given).toEqual([]);
    await expect(leases()).resolves.toBe(0);
    expect((await notificationStates(database.db)).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  });

  it('keeps the lease of a send that does not end in time, so that nobody else sends it meanwhile', async () => {
    await queue(1);
    let finish: (outcome: Outcome) => void = () => undefined;
    const { channel, given } = scriptedChannel(() => new Promise((resolve) => (finish = resolve)));
    const { courier } = bench({ channel });
    courier.start();
    await eventually(() => given.length === 1);
    await expect(courier.stop(30)).resolves.toEqual({ abandoned: 1 });
    await expect(leases()).resolves.toBe(1);
    finish(SENT);
    await eventually(() => statesAre({ sent: 1 }));
  });

  async function leases(): Promise<number> {
    const sql = 'SELECT id FROM notifications WHERE lease IS NOT NULL';
    return (await selectRows(database.db, { sql })).length;
  }
});
