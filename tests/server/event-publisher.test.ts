import pino from 'pino';
import { createEventPublisher } from '../../server/event-publisher';
import type { OnNews } from '../../api/live/event-hub';
import { createFeedReader } from '../../database/readers/feed-reader';
import type { PositionRange } from '../../database/stores/event-positions';
import { openDesk, type Desk } from '../database/open-desk';

describe('the publisher', () => {
  let desk: Desk;
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    desk = await openDesk();
  });
  beforeEach(() => desk.empty());
  afterEach(() => stop?.());
  afterAll(() => desk.drop());

  function start({ fanOut }: Pick<Parameters<typeof createEventPublisher>[0], 'fanOut'> = {}) {
    const lines: string[] = [];
    let tell: OnNews = () => undefined;
    const publisher = createEventPublisher({
      db: desk.db,
      live: {
        subscribe(filter, onNews) {
          if (filter === 'stored') tell = onNews;
          return () => undefined;
        },
      },
      logger: pino({}, { write: (line: string) => void lines.push(line) }),
      fanOut,
    });
    publisher.start();
    stop = () => publisher.stop();
    return { lines, tell: () => tell({ kind: 'stored' }) };
  }

  const feed = () => createFeedReader({ db: desk.db });
  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
  };

  it('also finds events that nobody told it of', async () => {
    start();
    await desk.file();
    await until(async () => (await feed().last()) === 1);
  });

  it('works off a backlog in pieces, and fans out each of them', async () => {
    const { id } = await desk.file();
    await desk.db.sequelize.query(
      `INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
       SELECT '${id}', n, 'started', now(), 'officer', '{}' FROM generate_series(2, 1200) n`,
    );
    const ranges: number[][] = [];
    const fanOut = async ({ fromPosition, toPosition }: PositionRange) =>
      void ranges.push([fromPosition, toPosition]);
    start({ fanOut });
    await until(async () => (await feed().last()) === 1200);
    expect(ranges).toEqual([
      [1, 500],
      [501, 1000],
      [1001, 1200],
    ]);
  });

  it('logs once that it fails, goes on trying, and logs once that it works again', async () => {
    await desk.file();
    let tried = 0;
    let isBroken = true;
    const { lines, tell } = start({
      async fanOut() {
        tried += 1;
        if (isBroken) throw new RangeError('secret words');
      },
    });
    await until(async () => tried >= 2);
    tell();
    expect(await feed().last()).toBe(0);
    isBroken = false;
    await until(async () => (await feed().last()) === 1);
    await stop?.();
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'events cannot be published; still trying',
      'events are published again',
    ]);
    expect(lines.join()).toContain('RangeError');
    expect(lines.join()).not.toContain('secret words');
  });
});
