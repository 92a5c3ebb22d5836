import { createWatchReader, type WatchReader } from '../../database/readers/watch-reader';
import { createClockStore } from '../../database/stores/clock-store';
import { createStartQueue } from '../../database/stores/start-queue';
import { MS_PER_HOUR } from '../../domain/instant';
import { openDesk, type Desk } from './open-desk';

describe('what the watchdog sees', () => {
  let desk: Desk;
  let watch: WatchReader;
  beforeAll(async () => {
    desk = await openDesk();
    watch = createWatchReader({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  async function fileStarted(): Promise<string> {
    const { id } = await desk.fileAssigned();
    await createStartQueue({ db: desk.db }).markStarted(id);
    return id;
  }

  it('is every started complaint that is not over, page by page', async () => {
    const ids = [await fileStarted(), await fileStarted(), await fileStarted()].sort();
    await desk.fileAssigned();
    const over = await fileStarted();
    await desk.act(over, { act: 'withdraw' }, { actor: { kind: 'system' } });
    const first = await watch.unfinished({ afterId: null, limit: 2 });
    const second = await watch.unfinished({ afterId: first.at(-1)?.id ?? null, limit: 2 });
    expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
    expect(first[0]).toMatchObject({ category: 'jalan', trackingCode: expect.stringMatching(/^SK-/) });
  });

  it('is whose deadline passed unrecorded, by the case’s own clock', async () => {
    const { Complaint } = desk.db.models;
    const [late, graced, moved, future] = [
      ...[await fileStarted(), await fileStarted(), await fileStarted(), await fileStarted()],
    ] as const;
    const dueIn = (id: string, ms: number) =>
      Complaint.update({ nextDueBy: new Date(Date.now() + ms) }, { where: { id } });
    await dueIn(late, -180_000);
    await dueIn(graced, -60_000);
    await dueIn(moved, 20 * MS_PER_HOUR);
    await dueIn(future, 60_000);
    await createClockStore({ db: desk.db }).moveOn(moved, 21 * MS_PER_HOUR);
    const found = await watch.latecomers({ graceMs: 120_000 });
    expect(found.map(({ id }) => id)).toEqual([late, moved]);
    expect(found[1]?.clockOffsetMs).toBe(21 * MS_PER_HOUR);
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
      overdue: 1,
      unstarted: 1,
    });
  });
});
