import { createStatisticsReader } from '../../database/readers/statistics-reader';
import { createWeeklyReader } from '../../database/readers/weekly-reader';
import { localDay, localMonday } from '../../domain/local-day';
import { openDesk, type Desk } from './open-desk';

const DAY_MS = 86_400_000;
/** Monday 23 November 2026, 00:00 WIB. */
const MONDAY = Date.parse('2026-11-22T17:00:00Z');

describe('the weekly report', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const report = (monday = '2026-11-23') =>
    createWeeklyReader({
      db: desk.db,
      city: desk.city,
      statistics: createStatisticsReader({ db: desk.db, city: desk.city }),
    }).reportOf({ monday });
  const set = (id: string, columns: Record<string, unknown>) =>
    desk.db.models.Complaint.update(columns, { where: { id } });
  const setEvent = (complaintId: string, type: 'received' | 'resolved', days: number) =>
    desk.db.models.TimelineEvent.update(
      { at: new Date(MONDAY - days * DAY_MS) },
      { where: { complaintId, type } },
    );
  /** A complaint that was received and resolved so many days before the Monday. */
  async function lived(receivedDays: number, resolvedDays: number | null, agency = 'pupr'): Promise<string> {
    const { id } = await desk.fileAssigned({ agency });
    await setEvent(id, 'received', receivedDays);
    await set(id, { receivedAt: new Date(MONDAY - receivedDays * DAY_MS) });
    if (resolvedDays === null) return id;
    await desk.act(id, { act: 'resolve' });
    await setEvent(id, 'resolved', resolvedDays);
    return id;
  }

  it('counts what came and what was resolved in the week before the Monday, and in the one before that', async () => {
    await lived(0, null);
    await lived(1 / 86_400, null);
    await lived(7, 0.5);
    await lived(7.1, 6);
    await lived(14, 8);
    await lived(14.1, 7);
    await lived(30, 14.1, 'dlh');
    await lived(30, 1, 'dlh');
    const { from, to, week, before, agencies } = await report();
    expect([from, to]).toEqual([MONDAY - 7 * DAY_MS, MONDAY]);
    expect(week).toMatchObject({ received: 2, resolved: 4 });
    expect(before).toMatchObject({ received: 2, resolved: 1 });
    expect(agencies).toMatchObject([
      { agency: 'dlh', week: { received: 0, resolved: 1 }, before: { received: 0, resolved: 0 } },
      { agency: 'pupr', week: { received: 2, resolved: 3 }, before: { received: 2, resolved: 1 } },
    ]);
  });

  it('takes shares from the promises of four weeks, as they were known at the end of the week', async () => {
    const { week, before } = await report();
    expect([week, before]).toMatchObject([
      { decided: 0, onTime: 0 },
      { decided: 0, onTime: 0 },
    ]);
    const facts = (days: number, decidedDays: number, inTime: boolean) => async () => {
      const id = await lived(days, null);
      await desk.db.sequelize.query(
        `UPDATE promise_facts SET received_at = $2, decided_at = $3, resolved_in_time = $4 WHERE complaint_id = $1`,
        {
          bind: [id, ...[days, decidedDays].map((each) => new Date(MONDAY - each * DAY_MS)), inTime],
        },
      );
    };
    for (const store of [
      ...[facts(2, 1, true), facts(9, 8, false), facts(27, 20, true), facts(34, 33, true)],
      // Decided after the previous week, and after both.
      ...[facts(36, 33, true), facts(8, 6, true), facts(3, -1, true)],
    ])
      await store();
    const later = await report();
    expect(later.week).toMatchObject({ decided: 4, onTime: 3 });
    expect(later.before).toMatchObject({ decided: 3, onTime: 2 });
  });

  it('repeats a week’s figures as first reported, whatever has become of its complaints', async () => {
    const day = (days: number) => localDay(Date.now() + days * DAY_MS, desk.city.timeZone);
    const inDays = (days: number) => Date.now() + days * DAY_MS;
    const [objected, twice, passedOn, open] = await Promise.all([1, 2, 3, 4].map(() => desk.fileAssigned()));
    if (!objected || !twice || !passedOn || !open) throw new Error('not filed');
    for (const { id } of [objected, twice]) await desk.act(id, { act: 'resolve' });
    const first = await report(day(1));
    expect(first.week).toEqual({ received: 4, resolved: 2, decided: 2, onTime: 2 });

    for (const { id } of [objected, twice]) {
      const actor = { kind: 'reporter', complaintId: id } as const;
      await desk.act(id, { act: 'reopen', reason: 'partly' }, { actor, at: inDays(2) });
    }
    await desk.act(twice.id, { act: 'resolve' }, { at: inDays(2.5) });
    await desk.act(passedOn.id, { act: 'reassign', agency: 'dlh' }, { at: inDays(1.5) });
    await desk.act(passedOn.id, { act: 'resolve' }, { at: inDays(2) });
    await desk.look(open.id, inDays(4));
    const later = await report(day(8));
    expect(later.before).toEqual(first.week);
    const unchanged = first.agencies.map(({ agency, week }) => ({ agency, before: week }));
    expect(later.agencies).toMatchObject([{ agency: 'dlh' }, ...unchanged]);
    expect(later.week).toMatchObject({ received: 0, resolved: 2 });
    expect(later.agencies).toMatchObject([
      { agency: 'dlh', week: { resolved: 1 }, before: { received: 0 } },
      { agency: 'pupr', week: { resolved: 1 }, before: { received: 4 } },
    ]);
  });

  it('says how things stand now, and lists what has been open longest, except what is confidential', async () => {
    const old = await lived(40, null);
    await set(old, { escalationLevel: 3, resolveBy: new Date(MONDAY - 30 * DAY_MS) });
    const secret = await lived(90, null);
    await set(secret, { confidential: true, escalationLevel: 1 });
    const young = await lived(1, null);
    await lived(50, 45);
    const { standing, longest } = await report();
    expect(standing).toEqual({ open: 3, late: 1, confidential: 1, level1: 1, level2: 0, level3: 1 });
    const codes = await desk.db.models.Complaint.findAll({
      where: { id: [old, young] },
      order: ['receivedAt'],
    });
    expect(longest.map(({ trackingCode }) => trackingCode)).toEqual(
      codes.map(({ trackingCode }) => trackingCode),
    );
    expect(longest[0]).toMatchObject({ agency: 'pupr', category: 'jalan', level: 3 });
    expect(longest[0]?.openMs).toBeGreaterThan(39 * DAY_MS);
  });
});

describe('the Monday of a week', () => {
  it.each([
    ['2026-11-22T16:59:59Z', '2026-11-16'],
    ['2026-11-22T17:00:00Z', '2026-11-23'],
    ['2026-11-23T00:00:00Z', '2026-11-23'],
    ['2026-11-29T16:59:59Z', '2026-11-23'],
  ])('of %s is %s in Jambi', (at, monday) => {
    expect(localMonday(Date.parse(at), 'Asia/Jakarta')).toBe(monday);
  });

  it('is right in the weeks in which the clocks change', () => {
    // 25 October 2026 has 25 hours in Berlin, 29 March 23.
    expect(localMonday(Date.parse('2026-10-25T22:30:00Z'), 'Europe/Berlin')).toBe('2026-10-19');
    expect(localMonday(Date.parse('2026-03-29T21:59:00Z'), 'Europe/Berlin')).toBe('2026-03-23');
  });
});
