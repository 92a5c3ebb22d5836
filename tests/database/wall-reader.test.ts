import { createWallReader, type WallReader } from '../../database/readers/wall-reader';
import { selectRows } from '../../database/select-rows';
import { hoursAfter } from '../../domain/instant';
import { newComplaint } from '../support/new-complaint';
import { expectIndexes, plansOf } from '../support/query-plans';
import { openDesk, type Desk } from './open-desk';

const HOUR_MS = 3_600_000;
const JAKARTA = { timeZone: 'Asia/Jakarta' };

describe('what the wall reads', () => {
  let desk: Desk;
  let reader: WallReader;
  beforeAll(async () => {
    desk = await openDesk();
    reader = createWallReader({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const setRow = (id: string, columns: object) => desk.db.models.Complaint.update(columns, { where: { id } });
  const only = async () => {
    const { cases } = await reader.read(JAKARTA);
    expect(cases).toHaveLength(1);
    return cases[0]!;
  };
  /** Moves the case's clock to so many hours after receipt, and settles what is due. */
  const hoursPass = async (complaint: { id: string; receivedAt: number }, hours: number) => {
    await desk.look(complaint.id, hoursAfter(complaint.receivedAt, hours));
    await setRow(complaint.id, { clockOffset: String(hours * HOUR_MS) });
  };

  it('is everything that is open, and nothing that is answered or over', async () => {
    const [open, resolved, withdrawn] = await Promise.all([1, 2, 3].map(() => desk.fileAssigned()));
    if (!open || !resolved || !withdrawn) throw new Error('not filed');
    await desk.act(resolved.id, { act: 'resolve' });
    const reporter = { kind: 'reporter', complaintId: withdrawn.id } as const;
    await desk.act(withdrawn.id, { act: 'withdraw' }, { actor: reporter });
    expect(await only()).toEqual({
      trackingCode: open.trackingCode,
      category: 'jalan',
      agency: 'pupr',
      district: 'kota-baru',
      latitude: -1.6399,
      longitude: 103.6131,
      level: 0,
      targetHours: 72,
      isReopened: false,
      nextBy: hoursAfter(open.receivedAt, 24),
      resolveBy: hoursAfter(open.receivedAt, 72),
      missedBy: null,
    });
  });

  it('has no place for a confidential complaint, nor where only the district is known', async () => {
    const { location } = newComplaint({ city: desk.city });
    await desk.fileAssigned({ confidential: true });
    await desk.fileAssigned({ location: { ...location, approximate: true } });
    const { cases } = await reader.read(JAKARTA);
    expect(cases.map(({ latitude, longitude }) => [latitude, longitude])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('shows since when an acknowledgement has been missing, in real time, and only while it is', async () => {
    const complaint = await desk.fileAssigned();
    await hoursPass(complaint, 50);
    expect(await only()).toMatchObject({
      level: 2,
      missedBy: hoursAfter(complaint.receivedAt, 24 - 50),
      resolveBy: hoursAfter(complaint.receivedAt, 72 - 50),
    });
    const at = hoursAfter(complaint.receivedAt, 51);
    await desk.act(complaint.id, { act: 'acknowledge' }, { at });
    expect(await only()).toMatchObject({ level: 2, missedBy: null });
  });

  it('shows a missed acknowledgement of the present cycle only', async () => {
    const complaint = await desk.fileAssigned();
    await hoursPass(complaint, 25);
    await desk.act(complaint.id, { act: 'resolve' }, { at: hoursAfter(complaint.receivedAt, 26) });
    const actor = { kind: 'reporter', complaintId: complaint.id } as const;
    const at = hoursAfter(complaint.receivedAt, 27);
    await desk.act(complaint.id, { act: 'reopen', reason: 'partly' }, { actor, at });
    expect(await only()).toMatchObject({ isReopened: true, level: 2, missedBy: null });
  });

  it('counts what came in and what was resolved since midnight in the city', async () => {
    const [today, resolved, closed, before] = await Promise.all([1, 2, 3, 4].map(() => desk.fileAssigned()));
    if (!today || !resolved || !closed || !before) throw new Error('not filed');
    for (const each of [resolved, closed, before]) await desk.act(each.id, { act: 'resolve' });
    const actor = { kind: 'reporter', complaintId: closed.id } as const;
    await desk.act(closed.id, { act: 'confirm' }, { actor });
    const yesterday = new Date(Date.now() - 25 * HOUR_MS);
    await desk.db.models.TimelineEvent.update({ at: yesterday }, { where: { complaintId: before.id } });
    const counted = { agency: 'pupr', category: 'jalan', district: 'kota-baru', received: 3, resolved: 2 };
    expect((await reader.read(JAKARTA)).today).toEqual([counted]);
  });

  it('still counts what was resolved today after an objection, for the agency that it had then', async () => {
    const { id } = await desk.fileAssigned();
    await desk.act(id, { act: 'resolve' });
    const before = (await reader.read(JAKARTA)).today;
    expect(before).toMatchObject([{ agency: 'pupr', received: 1, resolved: 1 }]);
    const actor = { kind: 'reporter', complaintId: id } as const;
    await desk.act(id, { act: 'reopen', reason: 'partly' }, { actor });
    await desk.act(id, { act: 'reassign', agency: 'dlh', category: 'kebersihan' });
    expect((await reader.read(JAKARTA)).today).toEqual(before);
    await desk.act(id, { act: 'resolve' });
    expect((await reader.read(JAKARTA)).today).toEqual([
      expect.objectContaining({ agency: 'dlh', category: 'kebersihan', received: 0, resolved: 1 }),
      ...before,
    ]);
  });
});

// Years of a city: nearly everything is over, some is answered, a fiftieth is open and a tenth of that escalated.
const YEARS = `
  INSERT INTO complaints (id, tracking_code, description, latitude, longitude, district, sequence, status, category,
    agency, policy_version, received_at, resolved_at, closed_at, cycle, target_hours, acknowledge_by, resolve_by,
    escalation_level, decision_pending, assignment, published, workflow_started_at)
  SELECT gen_random_uuid(), 'SK-' || n, repeat('words ', 30), -1.7, 103.5, 'kota-baru', 9,
    CASE WHEN n % 50 = 0 THEN 'assigned' WHEN n % 51 = 0 THEN 'resolved' ELSE 'closed' END, 'category-' || n % 8,
    'agency-' || n % 20, $1, now() - n * interval '1 hour', CASE WHEN n % 50 <> 0 THEN now() - n * interval '50 minutes' END,
    CASE WHEN n % 50 <> 0 AND n % 51 <> 0 THEN now() - n * interval '40 minutes' END, 1, 48, null, now(),
    CASE WHEN n % 500 = 0 THEN 1 ELSE 0 END, false, 1, true, now()
  FROM generate_series(1, 12000) AS n`;
const THEIR_EVENTS = `
  INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
  SELECT id, 1, 'received', received_at, 'reporter', jsonb_build_object('agency', agency, 'category', category)
  FROM complaints
  UNION ALL
  SELECT id, 2, 'resolved', resolved_at, 'officer', '{}' FROM complaints WHERE resolved_at IS NOT NULL`;

describe('the wall of a city with years of complaints', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    await selectRows(desk.db, { sql: YEARS, bind: [desk.city.policy.version] });
    await selectRows(desk.db, { sql: THEIR_EVENTS });
    await selectRows(desk.db, { sql: 'ANALYZE' });
  });
  afterAll(() => desk.drop());

  it('is read from indexes', async () => {
    const plans = await plansOf(desk.db, () => createWallReader({ db: desk.db }).read(JAKARTA));
    const indexes = ['complaints_desk', 'timeline_events_counted', 'timeline_events_pkey'];
    expectIndexes(plans.join('\n'), indexes, ['complaints', 'timeline_events']);
  });
});
