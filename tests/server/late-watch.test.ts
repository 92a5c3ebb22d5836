import type { CaseClient } from '../../engine/case-client';
import { createLateWatch, type LateWatchSettings } from '../../server/watchdog/late-watch';
import { eventually } from '../support/courier-bench';
import { inForm } from '../support/long-form';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

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

  /** Starts executions, then changes their rows: the timers are set for deadlines that no longer hold. */
  async function leaveBehind(ids: string[]): Promise<void> {
    // A few at a time: the worker that they keep busy needs connections, too.
    for (let from = 0; from < ids.length; from += AT_ONCE)
      await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => city.start(id)));
    const areAssigned = async () => (await city.count('assigned')) === ids.length;
    await eventually(areAssigned, { what: 'the assignment' });
    for (const id of ids) await city.actBehindItsBack(id, { act: 'resolve' });
  }
  const areDue = (count: number) => async () =>
    (await city.late.next({ ...settings, limit: 1_000 })).length === count;

  it('is woken even though its execution is behind its row, and what was due is recorded', async () => {
    const id = await city.file();
    await leaveBehind([id]);
    await eventually(areDue(1), { what: 'its deadline' });
    expect(await lateWatch()()).toBe(1);
    await eventually(async () => (await city.statusOf(id)) === 'closed', { what: 'its closing' });
    await eventually(async () => (await city.caseClient.describe(id)).kind === 'ended', {
      what: 'the end of its execution',
    });
    const timeline = await city.complaints.timeline(id);
    expect(timeline.filter(({ type }) => type === 'closed')).toHaveLength(1);
  });

  it('is woken even though its execution is lost', async () => {
    const id = await city.file();
    await leaveBehind([id]);
    await city.caseClient.handleOf(id).terminate();
    await eventually(areDue(1), { what: 'its deadline' });
    expect(await lateWatch()()).toBe(1);
    await eventually(async () => (await city.statusOf(id)) === 'closed', { what: 'its closing' });
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

  it('counts as wedged after three wake-ups in vain because a rule fails, until the rule works again', async () => {
    const id = await city.file();
    await leaveBehind([id]);
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
    await eventually(async () => (await round()) === 0, { what: 'a round with nothing to wake' });
    expect(await city.statusOf(id)).toBe('closed');
    expect(await counts()).toMatchObject({ unfinished: 0, wedged: 0, latecomers: 0 });
  });

  it(`waits its turn among ${MANY.all}: a round wakes ${MANY.atMost}, the earliest deadlines first`, async () => {
    const ids: string[] = [];
    for (let count = 0; count < MANY.all; count += 1) ids.push(await city.file());
    await leaveBehind(ids);
    await eventually(areDue(MANY.all), { what: 'their deadlines' });
    const byDeadline = (await city.late.next({ ...settings, limit: 1_000 })).map(({ id }) => id);
    const woken: string[] = [];
    const round = lateWatch(woken, { atMost: MANY.atMost });
    expect(await round()).toBe(MANY.atMost);
    // Eight are woken at once, so the order holds only roughly.
    expect([...woken].sort()).toEqual(byDeadline.slice(0, MANY.atMost).sort());
    expect(woken.slice(0, 8).sort()).toEqual(byDeadline.slice(0, 8).sort());
    expect(await round()).toBe(MANY.all - MANY.atMost);
    const areClosed = async () => (await city.count('closed')) === MANY.all;
    await eventually(areClosed, { what: 'the closing of all' });
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
    const unwakeable = new Set(ids.slice(0, 9));
    const woken: string[] = [];
    const wake: CaseClient['wake'] = async ({ id }) => {
      if (unwakeable.has(id)) throw new Error('too many signals');
      woken.push(id);
    };
    const round = createLateWatch({ cases: { wake }, late, turns, logger, settings });
    await round();
    await round();
    expect(woken.sort()).toEqual(ids.slice(9).sort());
    expect(JSON.stringify(city.log)).not.toContain('too many signals');
  });
});
