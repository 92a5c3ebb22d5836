import type { CaseClient } from '../../engine/case-client';
import { createLateWatch, type LateWatchSettings } from '../../server/watchdog/late-watch';
import { eventually } from '../support/courier-bench';
import { inForm } from '../support/long-form';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

jest.setTimeout(120_000);

const AT_ONCE = 5;
/** More cases than a round takes; in the long form as many as the product takes. */
const MANY = inForm({ short: { all: 25, atMost: 20 }, long: { all: 250, atMost: 200 } });

describe('a case whose deadline has passed unrecorded', () => {
  let city: WatchedCity;
  beforeAll(async () => {
    city = await openWatchedCity();
  });
  beforeEach(async () => {
    await city.startWorker();
  });
  afterEach(() => city.sql('TRUNCATE complaints CASCADE'));
  afterAll(() => city.stop());

  const settings = { graceMs: 200, pauseMs: 60_000 };
  function lateWatch(woken: string[] = [], changes: Partial<LateWatchSettings> = {}) {
    const { caseClient, late, turns, logger } = city;
    const wake: typeof caseClient.wake = async (complaint) => {
      woken.push(complaint.id);
      await caseClient.wake(complaint);
    };
    return createLateWatch({ cases: { wake }, late, turns, logger, settings: { ...settings, ...changes } });
  }

  /** Their executions have set their timers by what they knew; their rows have changed since. */
  async function fallBehind(ids: string[]): Promise<void> {
    // A few at a time: the worker that they wake needs connections, too.
    for (let from = 0; from < ids.length; from += AT_ONCE)
      await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => city.start(id)));
    const areAssigned = async () => (await city.count('assigned')) === ids.length;
    await eventually(areAssigned, { what: 'the assignment', withinMs: 60_000 });
    for (const id of ids) await city.actBehindItsBack(id, { act: 'resolve' });
  }
  const areDue = (count: number) => async () =>
    (await city.late.next({ ...settings, limit: 1_000 })).length === count;

  it('is woken, and what was due is recorded, even though its execution is behind', async () => {
    const id = await city.file();
    await fallBehind([id]);
    await eventually(areDue(1), { what: 'its deadline' });
    expect(await lateWatch()()).toBe(1);
    await eventually(async () => (await city.statusOf(id)) === 'closed', { what: 'the end' });
    await eventually(async () => (await city.caseClient.describe(id)).kind === 'ended', { what: 'its end' });
    const timeline = await city.complaints.timeline(id);
    expect(timeline.filter(({ type }) => type === 'closed')).toHaveLength(1);
  });

  it('is woken even though its execution is lost', async () => {
    const id = await city.file();
    await fallBehind([id]);
    await city.caseClient.handleOf(id).terminate();
    await eventually(areDue(1), { what: 'its deadline' });
    expect(await lateWatch()()).toBe(1);
    await eventually(async () => (await city.statusOf(id)) === 'closed', { what: 'the end' });
  });

  it('is woken by one process, and then left alone for a while', async () => {
    await city.stopWorker();
    const id = await city.file();
    await city.cases.advance({ complaintId: id, messages: [], at: Date.now() });
    await city.actBehindItsBack(id, { act: 'resolve' });
    await eventually(areDue(1), { what: 'its deadline' });
    const woken: string[] = [];
    const [one, another] = [lateWatch(woken), lateWatch(woken)];
    await Promise.all([one(), another()]);
    await another();
    expect(woken).toEqual([id]);
  });

  it('counts as wedged after three wakes in vain, because its rules fail, until they work again', async () => {
    const id = await city.file();
    await fallBehind([id]);
    await city.sql(`UPDATE timeline_events SET type = 'assigned' WHERE type = 'received'`);
    await eventually(areDue(1), { what: 'its deadline' });
    const round = lateWatch([], { pauseMs: 0 });
    const counts = () =>
      city.watch.counts({ running: [id], wedged: [], settledMs: 0, lateMs: settings.graceMs });
    for (let times = 0; times < 3; times += 1) await round();
    expect(await counts()).toMatchObject({ unfinished: 1, watched: 1, wedged: 0, latecomers: 1 });
    await round();
    expect(await counts()).toMatchObject({ unfinished: 1, watched: 0, wedged: 1, latecomers: 1 });
    expect(city.log).toContainEqual(expect.objectContaining({ level: 50, complaints: [id] }));
    await eventually(() => city.ruleFailures.length > 0, { what: 'the failure of the rules' });
    await city.sql(`UPDATE timeline_events SET type = 'received' WHERE sequence = 1`);
    await eventually(async () => (await round()) === 0, { what: 'the end' });
    expect(await city.statusOf(id)).toBe('closed');
    expect(await counts()).toMatchObject({ unfinished: 0, wedged: 0, latecomers: 0 });
  });

  it(`waits for its turn among ${MANY.all}: ${MANY.atMost} a round, the earliest deadline first`, async () => {
    const ids: string[] = [];
    for (let count = 0; count < MANY.all; count += 1) ids.push(await city.file());
    await fallBehind(ids);
    await eventually(areDue(MANY.all), { what: 'their deadlines' });
    const byDeadline = (await city.late.next({ ...settings, limit: 1_000 })).map(({ id }) => id);
    const woken: string[] = [];
    const round = lateWatch(woken, { atMost: MANY.atMost });
    expect(await round()).toBe(MANY.atMost);
    // Eight at once, so not quite in order.
    expect([...woken].sort()).toEqual(byDeadline.slice(0, MANY.atMost).sort());
    expect(woken.slice(0, 8).sort()).toEqual(byDeadline.slice(0, 8).sort());
    expect(await round()).toBe(MANY.all - MANY.atMost);
    const areClosed = async () => (await city.count('closed')) === MANY.all;
    await eventually(areClosed, { what: 'all of them', withinMs: 60_000 });
    expect(await round()).toBe(0);
  });

  it('does not hold up the others when it cannot be woken', async () => {
    await city.stopWorker();
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      const id = await city.file();
      ids.push(id);
      await city.cases.advance({ complaintId: id, messages: [], at: Date.now() });
      await city.actBehindItsBack(id, { act: 'resolve' });
    }
    await eventually(areDue(20), { what: 'their deadlines' });
    const { late, turns, logger } = city;
    const poisoned = new Set(ids.slice(0, 9));
    const woken: string[] = [];
    const wake: CaseClient['wake'] = async ({ id }) => {
      if (poisoned.has(id)) throw new Error('too many signals');
      woken.push(id);
    };
    const round = createLateWatch({ cases: { wake }, late, turns, logger, settings });
    await round();
    await round();
    expect(woken.sort()).toEqual(ids.slice(9).sort());
    expect(JSON.stringify(city.log)).not.toContain('too many signals');
  });
});
