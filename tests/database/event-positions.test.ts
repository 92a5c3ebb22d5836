import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrationsFolder } from '../../database/migrate';
import { createFeedReader, type FeedEvent, type FeedReader } from '../../database/readers/feed-reader';
import { selectRows } from '../../database/select-rows';
import { publishEvents } from '../../database/stores/event-positions';
import { expectIndexes, plansOf } from '../support/query-plans';
import { openDesk, type Desk } from './open-desk';

const EVERYTHING = { limit: 1000, filter: { scope: 'all' } } as const;
const keyOf = ({ complaintId, sequence }: Pick<FeedEvent, 'complaintId' | 'sequence'>) =>
  `${complaintId}/${sequence}`;

describe('the positions of events', () => {
  let desk: Desk;
  let feed: FeedReader;
  beforeAll(async () => {
    desk = await openDesk();
    feed = createFeedReader({ db: desk.db });
  });
  beforeEach(() => desk.empty());
  afterAll(() => desk.drop());

  const publish = (limit = 500) => publishEvents(desk.db, { limit });
  const readAll = () => feed.after({ position: 0, ...EVERYTHING });

  /** A connection that writes an event and commits when it is told to. */
  async function writer(complaintId: string) {
    const client = new Client({ connectionString: desk.url });
    await client.connect();
    return {
      async write(sequence: number): Promise<void> {
        await client.query('BEGIN');
        await client.query(
          `INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
           VALUES ($1, $2, 'started', now(), 'officer', '{}')`,
          [complaintId, sequence],
        );
      },
      commit: () => client.query('COMMIT'),
      leave: () => client.end(),
    };
  }

  it('are given in the order in which events were recorded, without a gap', async () => {
    const [first, second] = [await desk.fileAssigned(), await desk.fileAssigned()];
    await desk.act(first.id, { act: 'acknowledge' });
    expect(await publish()).toEqual({ fromPosition: 1, toPosition: 5 });
    const events = await readAll();
    expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(events.map(keyOf)).toEqual([
      ...[`${first.id}/1`, `${first.id}/2`, `${second.id}/1`, `${second.id}/2`, `${first.id}/3`],
    ]);
    expect(await publish()).toBeNull();
    expect(await feed.last()).toBe(5);
  });

  it('leave out uncommitted events, which later come after those already published', async () => {
    const { id } = await desk.file();
    const [slow, quick] = [await writer(id), await writer((await desk.file()).id)];
    await publish();
    await slow.write(2);
    await quick.write(2);
    await quick.commit();
    await publish();
    const known = await feed.last();
    await slow.commit();
    await publish();
    const later = await feed.after({ position: known, ...EVERYTHING });
    expect(later.map(keyOf)).toEqual([`${id}/2`]);
    await Promise.all([slow.leave(), quick.leave()]);
  });

  it('keep the order of one complaint when the database’s clock was set back', async () => {
    const { id } = await desk.fileAssigned();
    await desk.act(id, { act: 'acknowledge' });
    await selectRows(desk.db, {
      sql: "UPDATE timeline_events SET recorded_at = recorded_at - interval '1 hour' WHERE sequence = 2",
    });
    await publish();
    expect((await readAll()).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('keep that order however few are published at once, and leave nothing behind', async () => {
    const { id } = await desk.fileAssigned();
    await desk.act(id, { act: 'acknowledge' });
    const other = await desk.file();
    await selectRows(desk.db, {
      sql: `UPDATE timeline_events SET recorded_at = recorded_at - sequence * interval '1 hour'
        WHERE complaint_id = $1`,
      bind: [id],
    });
    const ranges = [];
    for (let range = await publish(1); range; range = await publish(1)) ranges.push(range);
    expect((await readAll()).map(keyOf)).toEqual([`${id}/1`, `${id}/2`, `${id}/3`, `${other.id}/1`]);
    expect(ranges).toEqual([
      { fromPosition: 1, toPosition: 3 },
      { fromPosition: 4, toPosition: 4 },
    ]);
  });

  it('are given by one publisher at a time', async () => {
    await desk.fileAssigned();
    const first = await desk.db.sequelize.transaction();
    await selectRows(desk.db, { sql: 'SELECT pg_advisory_xact_lock(5391726)', transaction: first });
    expect(await publish()).toBeNull();
    await first.rollback();
    expect(await publish()).toEqual({ fromPosition: 1, toPosition: 2 });
  });

  it('are given in one transaction with the fan-out, or not at all', async () => {
    await desk.fileAssigned();
    const broken = publishEvents(desk.db, {
      limit: 10,
      fanOut: async () => Promise.reject(new Error('no webhooks today')),
    });
    await expect(broken).rejects.toThrow('no webhooks today');
    expect(await feed.last()).toBe(0);
    const ranges: unknown[] = [];
    await publishEvents(desk.db, {
      limit: 10,
      async fanOut({ fromPosition, toPosition, transaction }) {
        const sql = 'SELECT count(*)::int AS count FROM timeline_events WHERE position BETWEEN $1 AND $2';
        const bind = [fromPosition, toPosition];
        ranges.push([fromPosition, toPosition, ...(await selectRows(desk.db, { sql, bind, transaction }))]);
      },
    });
    expect(ranges).toEqual([[1, 2, { count: 2 }]]);
  });

  it('lead a reader past every event once and in order, while many write and commit at will', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, async () => (await desk.file()).id));
    const written = ids.map((id) => `${id}/1`);
    let isWriting = true;
    const seen: string[] = [];
    let position = 0;
    const read = async () => {
      const events = await feed.after({ position, limit: 7, filter: { scope: 'all' } });
      position = events.at(-1)?.position ?? position;
      seen.push(...events.map(keyOf));
      return events.length > 0;
    };
    const reading = (async () => {
      while (isWriting) await read();
    })();
    const publishing = [1, 2].map(async () => {
      while (isWriting) await publish(5);
    });
    await Promise.all(
      ids.map(async (id, index) => {
        const each = await writer(id);
        for (let sequence = 2; sequence <= 20; sequence += 1) {
          await each.write(sequence);
          // Some transactions stay open for long, others not at all.
          for (let pause = 0; pause < (index * 7 + sequence) % 11; pause += 1) await feed.last();
          await each.commit();
          written.push(`${id}/${sequence}`);
        }
        await each.leave();
      }),
    );
    isWriting = false;
    await Promise.all([reading, ...publishing]);
    while (await publish());
    while (await read());
    expect([...seen].sort()).toEqual([...written].sort());
    expect(seen).toEqual((await readAll()).map(keyOf));
    for (const id of ids) {
      const own = seen.filter((key) => key.startsWith(id)).map((key) => Number(key.split('/')[1]));
      expect(own).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    }
  });

  it('are found without scanning what was published already', async () => {
    const { id } = await desk.file();
    await selectRows(desk.db, {
      sql: `INSERT INTO timeline_events (complaint_id, sequence, type, at, actor_kind, data)
        SELECT $1, n, 'noted', now(), 'officer', '{"kind":"note","public":true}' FROM generate_series(2, 20000) n`,
      bind: [id],
    });
    while (await publish(5000));
    expect(await feed.last()).toBe(20_000);
    await desk.fileAssigned();
    await selectRows(desk.db, { sql: 'ANALYZE timeline_events' });
    const queries = [
      [
        `SELECT sequence FROM timeline_events WHERE position IS NULL
         ORDER BY recorded_at, complaint_id, sequence LIMIT 500`,
        'timeline_events_unpublished',
      ],
      ['SELECT coalesce(max(position), 0) FROM timeline_events', 'timeline_events_by_position'],
      [
        'SELECT sequence FROM timeline_events WHERE position > 19000 ORDER BY position LIMIT 100',
        'timeline_events_by_position',
      ],
    ] as const;
    for (const [sql, index] of queries) {
      const [plan = ''] = await plansOf(desk.db, () => selectRows(desk.db, { sql }));
      expectIndexes(plan, [index]);
    }
  });
});

describe('events that were recorded before there was a feed', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.drop());

  it('get their positions from the migration, in the order in which they were recorded', async () => {
    const [first, second] = [await desk.fileAssigned(), await desk.fileAssigned()];
    await desk.act(first.id, { act: 'acknowledge' });
    await selectRows(desk.db, { sql: 'ALTER TABLE timeline_events DROP COLUMN position CASCADE' });
    const migration = await readFile(join(migrationsFolder(), '0009-event-feed.sql'), 'utf8');
    await desk.db.sequelize.query(migration);
    const events = await createFeedReader({ db: desk.db }).after({ position: 0, ...EVERYTHING });
    expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(events.map(keyOf)).toEqual([
      ...[`${first.id}/1`, `${first.id}/2`, `${second.id}/1`, `${second.id}/2`, `${first.id}/3`],
    ]);
    const later = await desk.file();
    await publishEvents(desk.db, { limit: 10 });
    const next = await createFeedReader({ db: desk.db }).after({ position: 5, ...EVERYTHING });
    expect(next.map(keyOf)).toEqual([`${later.id}/1`]);
  });
});
