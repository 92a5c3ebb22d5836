import { createClockStore, type ClockStore } from '../../database/stores/clock-store';
import { createStartQueue } from '../../database/stores/start-queue';
import { MS_PER_HOUR } from '../../domain/instant';
import { openDesk, type Desk } from './open-desk';

describe('the clock of one case', () => {
  let desk: Desk;
  let clocks: ClockStore;
  beforeAll(async () => {
    desk = await openDesk();
    clocks = createClockStore({ db: desk.db });
  });
  afterAll(() => desk.drop());

  it('is moved on by one caller at a time, for many cases at once', async () => {
    const complaints = await Promise.all(Array.from({ length: 12 }, () => desk.file()));
    let mostInOneCase = 0;
    const inside = new Map<string, number>();
    const work = (id: string) => async () => {
      inside.set(id, (inside.get(id) ?? 0) + 1);
      mostInOneCase = Math.max(mostInOneCase, inside.get(id) ?? 0);
      await clocks.moveOn(id, MS_PER_HOUR);
      inside.set(id, (inside.get(id) ?? 0) - 1);
    };
    // More locks than the pool has connections, and each holder needs another connection for its work.
    const ids = complaints.flatMap(({ id }) => [id, id, id]);
    await Promise.all(ids.map((id) => clocks.withLock(id, work(id))));
    expect(mostInOneCase).toBe(1);
    const rows = await desk.db.models.Complaint.findAll();
    expect(new Set(rows.map(({ clockOffset }) => Number(clockOffset)))).toEqual(new Set([3 * MS_PER_HOUR]));
  });

  it('releases the lock when the work fails', async () => {
    const { id } = await desk.file();
    const failing = clocks.withLock(id, () => Promise.reject(new Error('no luck')));
    await expect(failing).rejects.toThrow('no luck');
    expect(await clocks.withLock(id, async () => 'mine')).toBe('mine');
  });

  it('is up to date once its workflow has started and nothing due is missing', async () => {
    const filed = await desk.file();
    expect(await clocks.isUpToDate(filed.id)).toBe(false);
    const { id } = await desk.fileAssigned();
    expect(await clocks.isUpToDate(id)).toBe(false);
    await createStartQueue({ db: desk.db }).markStarted(id);
    expect(await clocks.isUpToDate(id)).toBe(true);
    await clocks.moveOn(id, 25 * MS_PER_HOUR);
    expect(await clocks.isUpToDate(id)).toBe(false);
  });
});
