import { openDatabase, type Database } from '../../database/connection';
import { selectRows } from '../../database/select-rows';
import { createExclusiveJobs, type ExclusiveJobs } from '../../database/stores/exclusive-jobs';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const [LOCK, ANOTHER] = [4_711, 4_712];

describe('a turn', () => {
  let database: TestDatabase;
  let otherDb: Database;
  let mine: ExclusiveJobs;
  let theirs: ExclusiveJobs;
  beforeAll(async () => {
    database = await createTestDatabase();
    otherDb = openDatabase({ url: database.url, maxConnections: 2 });
    mine = createExclusiveJobs({ db: database.db });
    theirs = createExclusiveJobs({ db: otherDb });
  });
  afterAll(async () => {
    await otherDb.close();
    await database.drop();
  });

  it('belongs to one process at a time, separately for each job, and ends with the job', async () => {
    const inside = await mine.take(LOCK, async () => [
      await theirs.take(LOCK, async () => 'both'),
      await theirs.take(ANOTHER, async () => 'another'),
    ]);
    expect(inside).toEqual([null, 'another']);
    expect(await theirs.take(LOCK, async () => 'later')).toBe('later');
  });

  it('ends when the job fails, too', async () => {
    const failing = mine.take(LOCK, async () => Promise.reject(new RangeError('no')));
    await expect(failing).rejects.toThrow(RangeError);
    expect(await theirs.take(LOCK, async () => 'later')).toBe('later');
  });

  it('has to be over long before PostgreSQL ends it', async () => {
    const left = await mine.take(LOCK, async (endBy) => endBy - Date.now());
    expect(left).toBeGreaterThan(20_000);
    expect(left).toBeLessThanOrEqual(30_000);
  });

  it('goes to another process as soon as PostgreSQL has ended the turn of one that hangs', async () => {
    let goOn = () => undefined as void;
    let hasBegun = () => undefined as void;
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const hanging = mine.take(LOCK, () => {
      hasBegun();
      return new Promise<void>((resolve) => (goOn = resolve));
    });
    await begun;
    // What `idle_in_transaction_session_timeout` does after a minute.
    await selectRows(otherDb, {
      sql: `SELECT pg_terminate_backend(pid) FROM pg_locks
        WHERE locktype = 'advisory' AND objid = $1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      bind: [LOCK],
    });
    let answer: string | null = null;
    while (answer === null) answer = await theirs.take(LOCK, async () => 'mine now');
    goOn();
    await expect(hanging).rejects.toThrow();
    expect(await mine.take(LOCK, async () => 'again')).toBe('again');
  });
});
