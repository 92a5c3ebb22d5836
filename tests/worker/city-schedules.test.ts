import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { resolve as resolvePath } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { createActivities, type ActivityDeps } from '../../activities/create-activities';
import { createWriteDigests } from '../../activities/write-digests';
import { createWriteWeeklyReport } from '../../activities/write-weekly-report';
import { freePort } from '../../cli/parts/free-port';
import { findTemporal } from '../../cli/parts/temporal';
import { workingAgencies } from '../../city/directory';
import { loadCityPack } from '../../city/load-city-pack';
import { createDigestReader } from '../../database/readers/digest-reader';
import { selectRows } from '../../database/select-rows';
import { createOccasionalMails } from '../../database/stores/occasional-mails';
import { MS_PER_HOUR } from '../../domain/instant';
import { createComplaintWorker } from '../../worker/complaint-worker';
import { MORNING_DIGEST, WEEKLY_REPORT } from '../../worker/city-schedules';
import { missedSince, type CitySchedule } from '../../worker/city-schedule';
import { keepSchedule, KEEPING_PACE, type KeptSchedule } from '../../worker/keep-schedule';
import { kotaJambi } from '../city/pack-folders';
import { createNamespace } from '../production/create-namespace';
import { eventually } from '../support/courier-bench';
import { startFaultySmtp, type FaultySmtp } from '../support/faulty-smtp';
import { setUpMailCourier, type MailBench } from '../support/mail-courier';
import { insertComplaint } from '../support/notification-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const namespace = `morning-${randomUUID()}`;
const address = () => process.env.TEST_TEMPORAL_ADDRESS ?? '';
const CACHE = resolvePath(__dirname, '../../.cache');
const QUICK = { firstMs: 10, mostMs: 50, lookEveryMs: 30 };
const TWO_MINUTES_MS = 120_000;

let temporalBinary: string;
let connection: Connection;
let client: Client;
let database: TestDatabase;
let smtp: FaultySmtp;
let courier: MailBench;
let worker: Worker;
let running: Promise<void>;
let native: NativeConnection;

beforeAll(async () => {
  temporalBinary = await findTemporal({ env: process.env, cacheFolder: CACHE, say: () => undefined });
  await createNamespace({ address: address(), namespace, temporalBinary });
  [connection, native, database, smtp] = await Promise.all([
    Connection.connect({ address: address() }),
    NativeConnection.connect({ address: address() }),
    createTestDatabase(),
    startFaultySmtp(),
  ]);
  client = new Client({ connection, namespace });
  courier = await setUpMailCourier({ db: database.db, smtpUrl: smtp.url });
  courier.courier.start();
  const city = await loadCityPack(kotaJambi);
  const { db } = database;
  const writeDigests = createWriteDigests({
    ...{ city, agencies: workingAgencies(city) },
    digests: createDigestReader({ db, city }),
    mails: createOccasionalMails({ db }),
  });
  worker = await createComplaintWorker({
    connection: native,
    namespace,
    // No complaint is advanced here.
    activities: createActivities({
      writeDigests,
      writeWeeklyReport: createWriteWeeklyReport({ city, mails: createOccasionalMails({ db }) }),
    } as ActivityDeps),
    workflowBundle: { codePath: process.env.TEST_WORKFLOW_BUNDLE ?? '' },
    cachedCases: 10,
  });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await courier.stop();
  await Promise.all([connection.close(), native.close(), database.drop(), smtp.stop()]);
});

const kept: KeptSchedule[] = [];
/** Ends the care of earlier workers for their schedules. */
const stopKeeping = async () => {
  await Promise.all(kept.splice(0).map((each) => each.stop()));
};
afterEach(stopKeeping);

function keep({
  by = client,
  timeZone = 'Asia/Jakarta',
  schedule = MORNING_DIGEST,
  lookEveryMs = QUICK.lookEveryMs,
}: { by?: Client; timeZone?: string; schedule?: CitySchedule; lookEveryMs?: number } = {}) {
  const warnings: object[] = [];
  const logger = { info: () => undefined, warn: (fields: object) => void warnings.push(fields) };
  const pace = { ...QUICK, lookEveryMs };
  const keeping = keepSchedule({ client: by, schedule, timeZone, logger, pace });
  kept.push(keeping);
  return { ...keeping, warnings };
}

/** A connection to an engine that is not there, without the SDK's own retries, which take a third of a minute. */
const nowhere = (port: number, connectTimeout: '300ms' | '5s' = '300ms') =>
  Connection.lazy({ address: `127.0.0.1:${port}`, connectTimeout, interceptors: [] });

const schedule = () => client.schedule.getHandle(MORNING_DIGEST.id);

describe('the schedule of the morning digest', () => {
  it('is created by whichever of several workers comes first, and leads to the mail', async () => {
    await Promise.all([keep().settled, keep().settled]);
    const complaintId = await insertComplaint(database.db, { reporter: { email: null } });
    await selectRows(database.db, {
      sql: `UPDATE complaints SET status = 'assigned', resolve_by = now() - interval '3 hours' WHERE id = $1
        RETURNING id`,
      bind: [complaintId],
    });
    await schedule().trigger();
    await eventually(() => smtp.accepted.length > 0, { what: 'the mail' });
    expect(smtp.accepted[0]?.raw).toMatch(/^Subject: 1 terlambat, 0 jatuh tempo hari ini: /m);
    expect(smtp.accepted).toHaveLength(1);
  });

  it('fires at seven in the city, one at a time, and catches up for some hours', async () => {
    await keep().settled;
    const { spec, policies, info, action } = await schedule().describe();
    expect(spec).toMatchObject({ timezone: 'Asia/Jakarta', calendars: [{ hour: [{ start: 7 }] }] });
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 5 * 3_600_000 });
    expect(action).toMatchObject({ workflowType: 'digestWorkflow', taskQueue: 'complaints' });
    // 07:00 in Jambi is midnight in Greenwich, each day.
    const [first, second] = info.nextActionTimes.map(Number) as [number, number];
    expect(first % 86_400_000).toBe(0);
    expect(second - first).toBe(86_400_000);
  });

  it('is updated at the next start, and stays paused if an operator has paused it', async () => {
    await keep().settled;
    await schedule().pause('flood');
    await keep({ timeZone: 'Asia/Makassar' }).settled;
    const { spec, state } = await schedule().describe();
    expect(spec.timezone).toBe('Asia/Makassar');
    expect(state).toMatchObject({ paused: true, note: 'flood' });
    await schedule().unpause();
  });

  it('waits for an engine that is away, and exists soon after that is back', async () => {
    await keep().settled;
    await stopKeeping();
    await schedule().delete();
    const port = await freePort();
    const lazy = nowhere(port);
    const { settled, warnings } = keep({ by: new Client({ connection: lazy, namespace }) });
    await eventually(() => warnings.length > 0, { what: 'a warning' });
    expect(JSON.stringify(warnings)).not.toContain(String(port));
    const forwarder = await forward(port, address());
    await settled;
    await expect(schedule().describe()).resolves.toMatchObject({ scheduleId: MORNING_DIGEST.id });
    await stopKeeping();
    await lazy.close();
    await forwarder.close();
  });

  it('is given up at once when the worker has to stop', async () => {
    const port = await freePort();
    // Accepts connections and never answers.
    const silent = await listenOn(port, () => undefined);
    const lazy = nowhere(port, '5s');
    const { stop } = keep({ by: new Client({ connection: lazy, namespace }) });
    const startedAt = Date.now();
    await stop();
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    await lazy.close();
    await silent.close();
  });
});

describe('a schedule that the engine has lost', () => {
  const at = (instant: number): CitySchedule => {
    const date = new Date(instant);
    const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
    return { ...MORNING_DIGEST, id: `at-${instant}-${randomUUID()}`, at: { hour, minute, second } };
  };
  const timeZone = 'UTC';
  const handle = ({ id }: CitySchedule) => client.schedule.getHandle(id);
  const isThere = async (lost: CitySchedule) => {
    try {
      await handle(lost).describe();
      return true;
    } catch {
      return false;
    }
  };
  const actions = async (of: CitySchedule) => (await handle(of).describe()).info.recentActions;

  it('is restored, after two minutes at most', async () => {
    const { settled, warnings } = keep();
    await settled;
    await schedule().delete();
    await eventually(() => warnings.length > 0, { what: 'the look that finds nothing' });
    expect(await schedule().describe()).toMatchObject({ scheduleId: MORNING_DIGEST.id });
    expect(Math.max(KEEPING_PACE.lookEveryMs, KEEPING_PACE.mostMs)).toBeLessThan(TWO_MINUTES_MS);
  });

  it('catches up on what it missed meanwhile', async () => {
    // Lost for six seconds, around the third one from now.
    const missed = Math.ceil(Date.now() / 1_000) * 1_000 + 3_000;
    const lost = at(missed);
    await keep({ schedule: lost, timeZone, lookEveryMs: 6_000 }).settled;
    await handle(lost).delete();
    expect(Date.now()).toBeLessThan(missed);
    await eventually(async () => (await isThere(lost)) && (await actions(lost)).length > 0, {
      what: 'the firing that was missed',
    });
    const [action] = await actions(lost);
    expect(action?.scheduledAt.getTime()).toBe(missed);
    expect(action?.takenAt.getTime()).toBeGreaterThan(missed + 1_000);
  });

  it('catches up on no run that is too old to be of use', () => {
    const now = Date.UTC(2026, 10, 30, 5);
    const hoursAgo = (hours: number) => now - hours * MS_PER_HOUR;
    const since = (seenAt: number) => missedSince(seenAt, MORNING_DIGEST, now);
    expect(since(hoursAgo(24 * 30))).toEqual({ start: new Date(hoursAgo(5)), end: new Date(now) });
    expect(since(hoursAgo(1)).start.getTime()).toBeGreaterThan(hoursAgo(2));
  });

  it('catches up on nothing in a new city', async () => {
    const fresh = at(Date.now() - 2_000);
    await keep({ schedule: fresh, timeZone }).settled;
    await handle(fresh).trigger();
    await eventually(async () => (await actions(fresh)).length > 0, { what: 'the triggered one' });
    expect(await actions(fresh)).toHaveLength(1);
  });

  it('is paused again if an operator had paused it, and catches up on nothing', async () => {
    // Recent enough to be caught up on.
    const lost = at(Date.now() - 2_000);
    await keep({ schedule: lost, timeZone }).settled;
    await stopKeeping();
    await handle(lost).pause('flood');
    const { settled } = keep({ schedule: lost, timeZone });
    await settled;
    await handle(lost).delete();
    await eventually(() => isThere(lost), { what: 'its return' });
    expect((await handle(lost).describe()).state).toMatchObject({ paused: true, note: 'flood' });
    await handle(lost).trigger();
    await eventually(async () => (await actions(lost)).length > 0, { what: 'the triggered one' });
    expect(await actions(lost)).toHaveLength(1);
  });

  it('is otherwise left as an operator has changed it, until the next start', async () => {
    const { settled } = keep();
    await settled;
    const spec9 = { calendars: [{ hour: 9 }], timezone: 'UTC' };
    await schedule().update((previous) => ({ ...previous, spec: spec9 }));
    const before = (await schedule().describe()).info.lastUpdatedAt;
    // Once another one at the same pace is back, this one has been looked at, too.
    const other = at(Date.now() + 60_000);
    await keep({ schedule: other, timeZone }).settled;
    for (let times = 0; times < 3; times += 1) {
      await handle(other).delete();
      await eventually(() => isThere(other), { what: 'its return' });
    }
    const { spec, info } = await schedule().describe();
    expect(spec).toMatchObject({ calendars: [{ hour: [{ start: 9 }] }] });
    expect(info.lastUpdatedAt).toEqual(before);
    await stopKeeping();
    await keep().settled;
    expect((await schedule().describe()).spec).toMatchObject({ calendars: [{ hour: [{ start: 7 }] }] });
  });
});

describe('the schedule of the weekly report', () => {
  const week = () => client.schedule.getHandle(WEEKLY_REPORT.id);

  it('fires on Mondays at seven in the city, and catches up until Wednesday', async () => {
    await keep({ schedule: WEEKLY_REPORT }).settled;
    const { policies, info, action } = await week().describe();
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 48 * 3_600_000 });
    expect(action).toMatchObject({ workflowType: 'weeklyReportWorkflow', taskQueue: 'complaints' });
    const [first, second] = info.nextActionTimes;
    expect(first?.toISOString()).toMatch(/T00:00:00.000Z$/);
    expect(first?.getUTCDay()).toBe(1);
    expect(Number(second) - Number(first)).toBe(7 * 86_400_000);
  });

  it('sends each of the leadership one mail, however often an operator triggers it', async () => {
    await keep({ schedule: WEEKLY_REPORT }).settled;
    const trigger = () =>
      promisify(execFile)(temporalBinary, [
        ...['schedule', 'trigger', '--schedule-id', WEEKLY_REPORT.id],
        ...['--address', address(), '--namespace', namespace],
      ]);
    const reports = () => smtp.accepted.filter(({ raw }) => /^Subject: Laporan pekan/m.test(raw));
    const ran = async () => (await week().describe()).info.recentActions.length;
    await trigger();
    await eventually(() => reports().length === 2, { what: 'both mails' });
    expect(
      reports()
        .flatMap(({ to }) => to)
        .sort(),
    ).toEqual(['jcoc@kota-jambi.example', 'sekda@kota-jambi.example']);
    await trigger();
    await eventually(async () => (await ran()) >= 2, { what: 'the second run' });
    await client.workflow.getHandle(await lastRun()).result();
    const rows = await database.db.models.Notification.count({ where: { kind: 'weekly_report' } });
    expect(rows).toBe(2);
    expect(reports()).toHaveLength(2);
  });

  /** Id of the workflow that ran last. */
  async function lastRun(): Promise<string> {
    const { info } = await week().describe();
    return info.recentActions.at(-1)?.action.workflow.workflowId ?? '';
  }
});

/** Lets the engine come back on a port where nobody listened. */
function forward(port: number, target: string): Promise<{ close(): Promise<void> }> {
  const [host, targetPort] = target.split(':');
  return listenOn(port, (near) => {
    const far = connect({ host, port: Number(targetPort) });
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    near.pipe(far).pipe(near);
  });
}

async function listenOn(port: number, onConnect: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onConnect(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
