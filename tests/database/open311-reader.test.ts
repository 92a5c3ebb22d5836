import { createOpen311Reader } from '../../database/readers/open311-reader';
import { selectRows } from '../../database/select-rows';
import { expectIndexes, plansOf } from '../support/query-plans';
import { openDesk, type Desk } from './open-desk';

const HOUR_MS = 3_600_000;
const A_YEAR = `
  INSERT INTO complaints (id, tracking_code, description, latitude, longitude, district, sequence, status, category,
    agency, policy_version, received_at, cycle, target_hours, resolve_by, escalation_level, decision_pending,
    assignment, published, confidential, workflow_started_at, channel)
  SELECT gen_random_uuid(), 'SK-' || n, repeat('words ', 30), -1.7, 103.5, 'kota-baru', 4,
    CASE WHEN n % 50 = 0 THEN 'assigned' ELSE 'closed' END, 'category-' || n % 8, 'agency-' || n % 20,
    $1, now() - n * interval '1 hour', 1, 48, now(), 0, false, 1, true, n % 10 = 0, now(), 'web'
  FROM generate_series(1, 8000) AS n`;
const THEIR_STEPS = `
  INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data, recorded_at)
  SELECT id, step, (ARRAY['received', 'assigned', 'acknowledged', 'resolved'])[step], received_at, 'officer', '{}',
    received_at + step * interval '1 minute'
  FROM complaints, generate_series(1, 4) AS step`;

describe('what GeoReport reads at the size of a city', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    await selectRows(desk.db, { sql: A_YEAR, bind: [desk.city.policy.version] });
    for (const sql of [THEIR_STEPS, 'ANALYZE']) await selectRows(desk.db, { sql });
  });
  afterAll(() => desk.drop());

  const now = Date.now();
  const reader = () => createOpen311Reader({ db: desk.db });
  const everybody = { application: null };
  const lastDays = (days: number) => ({ from: now - days * 24 * HOUR_MS, to: now + HOUR_MS });

  it.each([
    [
      'the newest complaints',
      () => reader().requests({ ...everybody, ...lastDays(90) }, { limit: 100, offset: 0 }),
      'complaints_newest',
    ],
    [
      'the open ones of a service',
      () =>
        reader().requests(
          { ...everybody, ...lastDays(90), isOpen: true, categories: ['category-2'] },
          { limit: 100, offset: 0 },
        ),
      'complaints_',
    ],
    [
      'those with given numbers',
      () => reader().byCodes(['SK-77', 'SK-78'], everybody),
      'complaints_tracking_code_key',
    ],
    [
      'the updates of the last hours',
      () => reader().updates({ ...everybody, ...lastDays(0.2), notBy: null }, { limit: 1000, offset: 0 }),
      'timeline_events_told',
    ],
    [
      'the first updates of three months',
      () => reader().updates({ ...everybody, ...lastDays(90), notBy: null }, { limit: 100, offset: 0 }),
      'timeline_events_told',
    ],
  ])('%s come from an index', async (_what, work, index) => {
    const [plan = ''] = await plansOf(desk.db, work);
    expectIndexes(plan, [index], ['complaints', 'timeline_events']);
  });

  it('the last updates of a page of complaints come from an index', async () => {
    const page = await reader().requests({ ...everybody, ...lastDays(90) }, { limit: 100, offset: 0 });
    const ids = page.map(({ id }) => id);
    const [plan = ''] = await plansOf(desk.db, () => reader().lastUpdates(ids));
    expectIndexes(plan, [], ['timeline_events']);
    const last = await reader().lastUpdates(ids);
    expect(last.size).toBe(100);
    expect(new Set([...last.values()].map(({ event }) => event.type))).toEqual(new Set(['resolved']));
  });

  it('a page of a thousand has no confidential complaint', async () => {
    const page = await reader().requests({ ...everybody, ...lastDays(90) }, { limit: 1000, offset: 0 });
    expect(page).toHaveLength(1000);
    expect(page.filter(({ confidential }) => confidential)).toEqual([]);
    const updates = await reader().updates(
      { ...everybody, ...lastDays(90), notBy: null },
      { limit: 1000, offset: 0 },
    );
    expect(updates).toHaveLength(1000);
    expect(updates.filter(({ complaint }) => complaint.confidential)).toEqual([]);
  });
});
