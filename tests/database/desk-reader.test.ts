import { randomUUID } from 'node:crypto';
import { createDeskReader, type DeskFilter, type DeskReader } from '../../database/readers/desk-reader';
import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';
import { hoursAfter } from '../../domain/instant';
import { openDesk, type Desk } from './open-desk';

describe('a desk’s list', () => {
  let desk: Desk;
  let reader: DeskReader;
  beforeAll(async () => {
    desk = await openDesk();
    reader = createDeskReader({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const PAGE = { limit: 100 };
  const codesOf = async (filter: Partial<DeskFilter> = {}) => {
    const { rows } = await reader.list({ agencies: 'all', ...filter }, PAGE);
    return rows.map(({ trackingCode }) => trackingCode);
  };
  const setRow = (id: string, columns: object) => desk.db.models.Complaint.update(columns, { where: { id } });
  const moveClock = (id: string, hours: number) =>
    setRow(id, { clockOffset: String(Math.round(hours * 3_600_000)) });

  it('has what is late first, then what has the least time until its next step, then what is answered', async () => {
    const road = await desk.fileAssigned(); // 72 h, to be acknowledged within 24
    const lamp = await desk.fileAssigned({ ...lampOf(desk) }); // 24 h
    const [late, later, accepted, answered, over] = await Promise.all(
      Array.from({ length: 5 }, () => desk.fileAssigned()),
    );
    if (!late || !later || !accepted || !answered || !over) throw new Error('not filed');
    await moveClock(lamp.id, 1);
    await moveClock(late.id, 80);
    await moveClock(later.id, 75);
    await desk.act(accepted.id, { act: 'acknowledge' });
    await desk.act(answered.id, { act: 'resolve' });
    await desk.act(over.id, { act: 'withdraw' }, { actor: { kind: 'reporter', complaintId: over.id } });

    expect(await codesOf()).toEqual(
      [late, later, lamp, road, accepted, answered].map(({ trackingCode }) => trackingCode),
    );
    expect(await codesOf({ statuses: ['withdrawn'] })).toEqual([over.trackingCode]);
  });

  it('shows each row by the clock of its case', async () => {
    const { id, receivedAt } = await desk.fileAssigned();
    await moveClock(id, 10);
    const { rows } = await reader.list({ agencies: 'all' }, PAGE);
    expect(rows[0]).toMatchObject({
      status: 'assigned',
      level: 0,
      asks: false,
      acknowledgeBy: hoursAfter(receivedAt, 24),
      resolveBy: hoursAfter(receivedAt, 72),
      order: hoursAfter(receivedAt, 14),
    });
    expect(Math.abs((rows[0]?.now ?? 0) - hoursAfter(Date.now(), 10))).toBeLessThan(60_000);
  });

  it('counts for each tab what that tab then lists', async () => {
    const officer = await desk.hire('pupr');
    const [soon, late, mine, calm] = await Promise.all(Array.from({ length: 4 }, () => desk.fileAssigned()));
    if (!soon || !late || !mine || !calm) throw new Error('not filed');
    await moveClock(soon.id, 19);
    await moveClock(late.id, 73);
    await desk.act(mine.id, { act: 'assign', officer });
    await desk.act(calm.id, { act: 'resolve' });
    expect(await reader.counts({ agencies: 'all' }, { me: officer })).toMatchObject({
      ...{ all: 4, open: 3, soon: 1, late: 1, mine: 1 },
    });
    expect(await codesOf({ due: 'soon' })).toEqual([soon.trackingCode]);
    expect(await codesOf({ due: 'late' })).toEqual([late.trackingCode]);
    expect(await codesOf({ officer })).toEqual([mine.trackingCode]);
  });

  it('never counts a case as soon and late at once', async () => {
    const { id } = await desk.fileAssigned();
    for (const hours of [17.9, 18.1, 24.1, 71.9, 72.1]) {
      await moveClock(id, hours);
      const { soon, late } = await reader.counts({ agencies: 'all' }, { me: randomUUID() });
      expect([hours, soon, late]).toEqual([hours, hours > 18 && hours < 72 ? 1 : 0, hours > 72 ? 1 : 0]);
    }
  });

  it('finds cases by every filter, and other agencies’ cases by none', async () => {
    const road = await desk.fileAssigned({
      description: 'Lubang 100% dalam',
      location: { ...PLACE, district: 'jelutung', address: 'Jalan Kenanga 4' },
    });
    const lamp = await desk.fileAssigned({ ...lampOf(desk) });
    const one = [road.trackingCode];
    expect(await codesOf({ category: 'jalan' })).toEqual(one);
    expect(await codesOf({ district: 'jelutung' })).toEqual(one);
    expect(await codesOf({ q: 'KENANGA' })).toEqual(one);
    expect(await codesOf({ q: 'DALAM 100% kenanga' })).toEqual(one);
    expect(await codesOf({ q: road.trackingCode.slice(-4) })).toEqual(one);
    expect(await codesOf({ q: '0% d_lam' })).toEqual([]);
    expect(await codesOf({ statuses: ['assigned'], agencies: [road.agency] })).toEqual(one);
    expect(await codesOf({ level: 1 })).toEqual([]);
    for (const filter of [{}, { q: road.trackingCode }, { category: 'jalan' }, { q: 'kenanga' }]) {
      expect(await codesOf({ ...filter, agencies: [lamp.agency] })).not.toContain(road.trackingCode);
    }
    expect(await codesOf({ agencies: [] })).toEqual([]);
  });

  it('finds a case in any status by its tracking code, however it is typed', async () => {
    const { id, trackingCode } = await desk.fileAssigned();
    await desk.act(id, { act: 'withdraw' }, { actor: { kind: 'reporter', complaintId: id } });
    expect(await codesOf()).toEqual([]);
    expect(await codesOf({ q: trackingCode.toLowerCase() })).toEqual([trackingCode]);
    expect(await codesOf({ q: `#${trackingCode.slice(3)}` })).toEqual([trackingCode]);
  });

  it('is paged without gaps or repeated rows, and refuses a cursor that it did not issue', async () => {
    const all = new Set<string>();
    for (let count = 0; count < 7; count += 1) all.add((await desk.fileAssigned()).trackingCode);
    // Equal instants, so that the id has to decide.
    await desk.db.sequelize.query('UPDATE complaints SET acknowledge_by = now(), resolve_by = now()');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await reader.list({ agencies: 'all' }, { limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...page.rows.map(({ trackingCode }) => trackingCode));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(all);
    for (const forged of ['', 'x', Buffer.from('0.1.x').toString('base64url')]) {
      await expect(reader.list({ agencies: 'all' }, { limit: 3, cursor: forged })).rejects.toThrow(
        InvalidCursorError,
      );
    }
  });

  it('counts what arrived since somebody last looked: assigned, reassigned or reopened', async () => {
    const before = await desk.fileAssigned();
    const filter = { agencies: [before.agency] };
    const { readAt } = await reader.counts(filter, { me: randomUUID() });
    expect(await reader.countReceived(filter, { since: readAt - 60_000 })).toBe(1);
    const since = readAt + 1;
    expect(await reader.countReceived(filter, { since })).toBe(0);
    const lamp = await desk.fileAssigned({ ...lampOf(desk) });
    expect(await reader.countReceived(filter, { since })).toBe(0);
    await desk.act(lamp.id, { act: 'reassign', agency: before.agency });
    await desk.act(before.id, { act: 'resolve' });
    expect(await reader.countReceived(filter, { since })).toBe(1);
    await desk.act(
      before.id,
      { act: 'reopen', reason: 'not_repaired' },
      { actor: { kind: 'reporter', complaintId: before.id } },
    );
    expect(await reader.countReceived(filter, { since })).toBe(2);
  });

  describe('what escalated', () => {
    it('has the last escalation with its deadline, and who in the present agency was notified', async () => {
      const { id, receivedAt, agency } = await desk.fileAssigned();
      const officer = await desk.hire(agency);
      await desk.act(id, { act: 'assign', officer });
      await desk.look(id, hoursAfter(receivedAt, 25));
      const before = await reader.escalations([id]);
      expect(before.get(id)).toMatchObject({
        data: { level: 1, cause: 'not_acknowledged', checkpointHours: 24 },
        dueAt: hoursAfter(receivedAt, 24),
        asked: [
          { kind: 'assigned', recipient: `agency:${agency}`, state: 'pending' },
          { kind: 'officer_assigned', recipient: `staff:${officer}` },
          { kind: 'climbed', recipient: `agency:${agency}` },
          { kind: 'climbed', recipient: `staff:${officer}` },
          { kind: 'escalated', recipient: `supervisor:${agency}` },
        ],
      });
      await desk.act(id, { act: 'reassign', agency: 'dishub' }, { at: hoursAfter(receivedAt, 26) });
      expect((await reader.escalations([id])).get(id)?.asked).toMatchObject([
        { kind: 'reassigned_agency', recipient: 'agency:dishub' },
        { kind: 'reassigned_agency', recipient: 'supervisor:dishub' },
      ]);
      expect(await codesOf({ levelAtLeast: 1 })).toHaveLength(1);
      expect(await codesOf({ levelAtLeast: 2 })).toEqual([]);
    });

    it('is empty for a case that did not escalate', async () => {
      const { id } = await desk.fileAssigned();
      expect((await reader.escalations([id])).size).toBe(0);
      expect((await reader.escalations([])).size).toBe(0);
    });
  });
});

const PLACE = { latitude: -1.6, longitude: 103.6, address: null, district: 'kota-baru', approximate: false };

function lampOf({ city }: Desk) {
  const lamp = city.categories.find(({ targetHours }) => targetHours === 24);
  if (!lamp) throw new RangeError('no category with a target of 24 h');
  return { category: lamp.code, agency: lamp.agency, targetHours: lamp.targetHours };
}
