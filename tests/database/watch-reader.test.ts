import { randomUUID } from 'node:crypto';
import { createWatchReader, type WatchReader } from '../../database/readers/watch-reader';
import { createClockStore } from '../../database/stores/clock-store';
import { createLateCases, type LateCases } from '../../database/stores/late-cases';
import { selectRows } from '../../database/select-rows';
import { createStartQueue } from '../../database/stores/start-queue';
import { MS_PER_HOUR } from '../../domain/instant';
import { openDesk, type Desk } from './open-desk';

describe('the watchdog’s reader', () => {
  let desk: Desk;
  let watch: WatchReader;
  let late: LateCases;
  beforeAll(async () => {
    desk = await openDesk();
    watch = createWatchReader({ db: desk.db });
    late = createLateCases({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  async function fileStarted(): Promise<string> {
    const { id } = await desk.fileAssigned();
    await createStartQueue({ db: desk.db }).markStarted(id);
    return id;
  }
  const withdraw = (id: string) => desk.act(id, { act: 'withdraw' }, { actor: { kind: 'system' } });
  const dueIn = (id: string, ms: number) =>
    desk.db.models.Complaint.update({ nextDueBy: new Date(Date.now() + ms) }, { where: { id } });
  const counts = (seen: { running?: string[]; wedged?: string[]; settledMs?: number } = {}) =>
    watch.counts({ running: [], wedged: [], settledMs: 0, lateMs: 30_000, ...seen });

  it('finds every started, unfinished complaint that is not known to run, by its next deadline', async () => {
    const [one, two, three] = [await fileStarted(), await fileStarted(), await fileStarted()];
    await desk.fileAssigned();
    await withdraw(await fileStarted());
    await dueIn(one, 3_000);
    await dueIn(two, 1_000);
    await dueIn(three, 25 * MS_PER_HOUR);
    await createClockStore({ db: desk.db }).moveOn(three, 25 * MS_PER_HOUR);
    expect(await watch.lost({ known: [], limit: 9 })).toEqual([three, two, one]);
    expect(await watch.lost({ known: [two], limit: 1 })).toEqual([three]);
  });

  it('finds every unfinished complaint for a rebuild, started or not', async () => {
    const [started, { id: unstarted }, over] = [
      await fileStarted(),
      await desk.fileAssigned(),
      await fileStarted(),
    ];
    await dueIn(unstarted, 1_000);
    await withdraw(over);
    expect(await watch.unfinishedIds()).toEqual([unstarted, started]);
    const found = await watch.unfinished([started, over, unstarted]);
    expect(found.map(({ id }) => id)).toEqual([started, unstarted]);
    expect(found[0]).toMatchObject({ category: 'jalan', trackingCode: expect.stringMatching(/^SK-/) });
    const unknown = randomUUID();
    expect(await watch.over([started, over, unknown, unstarted])).toEqual([over, unknown]);
  });

  it('counts the unfinished complaints, and how many of them have an execution that can go on', async () => {
    const [runs, wedged, lost, over] = [
      ...[await fileStarted(), await fileStarted(), await fileStarted(), await fileStarted()],
    ] as const;
    await desk.fileAssigned();
    await withdraw(over);
    await dueIn(lost, -31_000);
    expect(await counts({ running: [runs, wedged, over], wedged: [wedged] })).toEqual({
      ...{ unfinished: 4, watched: 1, unstarted: 1, wedged: 1, latecomers: 1 },
    });
    // What has just come in is not counted yet.
    expect(await counts({ settledMs: 60_000 })).toMatchObject({ unfinished: 0, unstarted: 0 });
  });

  it('finds cases whose deadline passed unrecorded, by the case’s own clock', async () => {
    const [passed, graced, moved, future] = [
      ...[await fileStarted(), await fileStarted(), await fileStarted(), await fileStarted()],
    ] as const;
    await dueIn(passed, -180_000);
    await dueIn(graced, -60_000);
    await dueIn(moved, 20 * MS_PER_HOUR);
    await dueIn(future, 60_000);
    await createClockStore({ db: desk.db }).moveOn(moved, 21 * MS_PER_HOUR);
    const found = await late.next({ graceMs: 120_000, pauseMs: 60_000, limit: 9 });
    expect(found.map(({ id }) => id)).toEqual([moved, passed]);
    expect(found[0]?.clockOffsetMs).toBe(21 * MS_PER_HOUR);
    expect(await counts()).toMatchObject({ latecomers: 3 });
  });

  it('counts by status, agency and level', async () => {
    const id = await fileStarted();
    const { agency } = await desk.file();
    await desk.db.models.Complaint.update({ resolveBy: new Date(0), escalationLevel: 2 }, { where: { id } });
    expect(await watch.businessCounts()).toEqual({
      unfinished: [
        { status: 'assigned', agency, level: 2, count: 1 },
        { status: 'submitted', agency, level: 0, count: 1 },
      ],
      ...{ overdue: 1, unstarted: 1, untold: 0 },
    });
  });

  it('counts what was answered a day ago while nobody knows whether its reporter can be told', async () => {
    const ids = await Promise.all(Array.from({ length: 4 }, fileStarted));
    const [fresh = '', untold = '', told = '', unreached = ''] = ids;
    for (const id of ids) await desk.act(id, { act: 'resolve' });
    await desk.tell(told, 'page');
    await desk.tell(unreached, 'nobody');
    await selectRows(desk.db, {
      sql: `UPDATE timeline_events SET recorded_at = now() - interval '25 hours'
        WHERE complaint_id <> $1 RETURNING sequence`,
      bind: [fresh],
    });
    expect((await watch.businessCounts()).untold).toBe(1);
    expect(await watch.untold()).toBe(1);
    await desk.tell(untold);
    expect((await watch.businessCounts()).untold).toBe(0);
  });
});

describe('cases that were woken for a deadline', () => {
  let desk: Desk;
  let watch: WatchReader;
  let late: LateCases;
  let id: string;
  beforeAll(async () => {
    desk = await openDesk();
    watch = createWatchReader({ db: desk.db });
    late = createLateCases({ db: desk.db });
  });
  beforeEach(async () => {
    await desk.empty();
    ({ id } = await desk.fileAssigned());
    await createStartQueue({ db: desk.db }).markStarted(id);
    await passed(60_000);
  });
  afterAll(() => desk.drop());

  const passed = (ms: number) =>
    desk.db.models.Complaint.update({ nextDueBy: new Date(Date.now() - ms) }, { where: { id } });
  const next = (pauseMs: number) => late.next({ graceMs: 10_000, pauseMs, limit: 9 });
  const wedged = async () =>
    (await watch.counts({ running: [id], wedged: [], settledMs: 0, lateMs: 30_000 })).wedged;

  it('are left alone for a while', async () => {
    await late.woken(await next(60_000));
    expect(await next(60_000)).toEqual([]);
    expect(await next(0)).toMatchObject([{ id }]);
  });

  it('count as wedged after three wake-ups in vain, are reported once, and are then woken less often', async () => {
    const reported: string[][] = [];
    for (let times = 0; times < 3; times += 1) reported.push(await late.woken(await next(0)));
    expect(await wedged()).toBe(0);
    reported.push(await late.woken(await next(0)), await late.woken(await next(0)));
    expect(reported).toEqual([[], [], [], [id], []]);
    expect(await wedged()).toBe(1);
    const wokenAgo = (ms: number) =>
      desk.db.sequelize.query(
        `UPDATE late_cases SET woken_at = clock_timestamp() - ${ms} * interval '1 millisecond'`,
      );
    await wokenAgo(3_000);
    expect(await next(1_000)).toEqual([]);
    await wokenAgo(5_000);
    expect(await next(1_000)).toHaveLength(1);
  });

  it('start over with the next deadline', async () => {
    for (let times = 0; times < 5; times += 1) await late.woken(await next(0));
    await passed(30_000);
    expect(await wedged()).toBe(0);
    expect(await late.woken(await next(60_000))).toEqual([]);
    const [rows] = await desk.db.sequelize.query('SELECT wakes FROM late_cases');
    expect(rows).toEqual([{ wakes: 1 }]);
  });
});
