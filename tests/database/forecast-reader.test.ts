import { createForecastReader } from '../../database/readers/forecast-reader';
import { selectRows } from '../../database/select-rows';
import { expectIndexes, plansOf } from '../support/query-plans';
import { openDesk, type Desk } from './open-desk';

const HOUR_MS = 3_600_000;

describe('the forecast', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const upcoming = (agencies: 'all' | string[] = 'all') =>
    createForecastReader({ db: desk.db }).upcoming({ agencies, hours: 24 });
  /** Moves the case's own clock on, as a developer can; nothing here records what becomes due meanwhile. */
  const hoursPass = (id: string, hours: number) =>
    desk.db.models.Complaint.update({ clockOffset: String(hours * HOUR_MS) }, { where: { id } });

  it('has an open case whose next checkpoint falls within the hours, and says what that waits for', async () => {
    const road = await desk.fileAssigned();
    const soon = createForecastReader({ db: desk.db }).upcoming({ agencies: 'all', hours: 20 });
    expect(await soon).toEqual([]);
    await hoursPass(road.id, 1);
    const [found, ...others] = await upcoming();
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ trackingCode: road.trackingCode, agency: 'pupr', category: 'jalan', level: 0, targetHours: 72 },
      misses: [
        {
          ...{ checkpointHours: 24, waitsFor: 'acknowledged', level: 1, climbs: true, missesTarget: false },
          dueBy: road.receivedAt + 24 * HOUR_MS,
        },
      ],
    });
    expect(found?.now).toBeGreaterThanOrEqual(road.receivedAt + HOUR_MS);
  });

  it('leaves out a case that was acknowledged in time, and has it again before its target', async () => {
    const road = await desk.fileAssigned();
    await desk.act(road.id, { act: 'acknowledge' });
    await hoursPass(road.id, 23);
    expect(await upcoming()).toEqual([]);
    await hoursPass(road.id, 49);
    expect((await upcoming())[0]?.misses).toMatchObject([
      { checkpointHours: 72, waitsFor: 'resolved', missesTarget: true },
    ]);
  });

  it('has both checkpoints of a case that escalates twice within the hours', async () => {
    const road = await desk.fileAssigned();
    // An hour past the first checkpoint, which is not recorded yet, as when the engine was down.
    await hoursPass(road.id, 25);
    expect(
      (await upcoming())[0]?.misses.map(({ checkpointHours, level }) => [checkpointHours, level]),
    ).toEqual([
      [24, 1],
      [48, 2],
    ]);
  });

  it('covers the agencies that are asked for, the soonest first, each case by its own clock', async () => {
    const road = await desk.fileAssigned();
    const drain = await desk.fileAssigned({ category: 'drainase' });
    const waste = await desk.fileAssigned({ category: 'kebersihan', agency: 'dlh' });
    await hoursPass(road.id, 5);
    await hoursPass(drain.id, 9);
    await hoursPass(waste.id, 20);
    const ids = async (agencies: 'all' | string[]) => (await upcoming(agencies)).map(({ id }) => id);
    expect(await ids(['pupr'])).toEqual([drain.id, road.id]);
    expect((await ids('all')).sort()).toEqual([drain.id, road.id, waste.id].sort());
    expect(await ids([])).toEqual([]);
  });

  it('is read from the index of what is due, however many complaints there are', async () => {
    await selectRows(desk.db, {
      sql: `INSERT INTO complaints (id, tracking_code, description, latitude, longitude, district, sequence, status,
          category, agency, policy_version, received_at, cycle, target_hours, resolve_by, next_due_by, escalation_level,
          decision_pending, assignment, published, workflow_started_at)
        SELECT gen_random_uuid(), 'SK-' || n, 'words', -1.6, 103.6, 'kota-baru', 9,
          CASE WHEN n % 20 = 0 THEN 'assigned' ELSE 'closed' END, 'jalan', 'pupr', $1, now() - n * interval '1 hour', 1,
          48, now(), CASE WHEN n % 20 = 0 THEN now() + n * interval '1 minute' END, 0, false, 1, true, now()
        FROM generate_series(1, 20000) AS n`,
      bind: [desk.city.policy.version],
    });
    await selectRows(desk.db, { sql: 'ANALYZE complaints' });
    const plans = await plansOf(desk.db, async () => {
      // They have no timelines, so none of them is in the forecast.
      expect(await upcoming()).toEqual([]);
    });
    expectIndexes(plans[0] ?? '', ['complaints_open_due'], ['complaints']);
  });
});
