import { createClockStore } from '../../database/stores/clock-store';
import { MS_PER_HOUR } from '../../domain/instant';
import { createTimeTravel } from '../../engine/time-travel';
import { eventually } from '../support/courier-bench';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

describe('a fast-forward', () => {
  let city: WatchedCity;
  beforeAll(async () => {
    city = await openWatchedCity();
  });
  afterAll(() => city.stop());

  it('waits for another one of the same case, so that both move its clock', async () => {
    await city.startWorker();
    const id = await city.start(await city.file());
    await eventually(async () => (await city.statusOf(id)) === 'assigned', { what: 'the assignment' });
    const { client, namespace, db } = city;
    const clocks = createClockStore({ db });
    const travel = createTimeTravel({ client, namespace, clocks, patienceMs: 20_000 });
    await Promise.all([travel.fastForward(id, 23), travel.fastForward(id, 2)]);
    await travel.fastForward(id, 24);
    const escalated = (await city.complaints.timeline(id)).filter(({ type }) => type === 'escalated');
    expect(escalated).toMatchObject([{ data: { checkpointHours: 24 } }, { data: { checkpointHours: 48 } }]);
    const row = await db.models.Complaint.findByPk(id, { rejectOnEmpty: true });
    expect(Number(row.clockOffset)).toBe(49 * MS_PER_HOUR);
  });
});
