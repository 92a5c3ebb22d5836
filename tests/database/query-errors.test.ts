import { inspect } from 'node:util';
import { openDatabase } from '../../database/connection';
import { isDatabaseUnavailable } from '../../database/is-database-unavailable';
import { selectRows } from '../../database/select-rows';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('a query that fails', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => database.drop());

  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('reveals none of the values that it was given', async () => {
    const { db } = database;
    const label = 'CANARY';
    const row = {
      id: '01936000-0000-7000-8000-000000000001',
      role: 'application',
      label,
    } as const;
    const fields = ['id', 'role', 'agency', 'label'] as const;
    const create = () => db.models.ApiKey.create({ ...row, agency: null }, { fields: [...fields] });
    await create();
    const failures = [
      await failureOf(create()),
      await failureOf(db.models.ApiKey.findOne({ where: { label, nothing: 1 } as never })),
      await failureOf(selectRows(db, { sql: 'SELECT $1::text FROM nowhere', bind: [label] })),
    ];
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(Error);
      expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(label);
    }
    expect(inspect(failures[0], { depth: 10 })).toContain('api_keys_pkey');
  });

  it('times out when PostgreSQL hangs, and counts it as unavailable', async () => {
    const impatient = openDatabase({ url: database.url, maxConnections: 1, queryDeadlineMs: 200 });
    const failure = await failureOf(selectRows(impatient, { sql: 'SELECT pg_sleep(1)' }));
    expect(isDatabaseUnavailable(failure)).toBe(true);
    await impatient.close();
  });

  it('shows whether PostgreSQL was unavailable', async () => {
    const { db, url } = database;
    const gone = new URL(url);
    gone.port = '1';
    const unreachable = openDatabase({ url: gone.href, maxConnections: 1 });
    expect(isDatabaseUnavailable(await failureOf(selectRows(unreachable, { sql: 'SELECT 1' })))).toBe(true);
    await unreachable.close();
    const suicide = 'SELECT pg_terminate_backend(pg_backend_pid())';
    expect(isDatabaseUnavailable(await failureOf(selectRows(db, { sql: suicide })))).toBe(true);
    // Sequelize warns on the console of a transaction that it could not roll back.
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const inTransaction = db.sequelize.transaction(async (transaction) => {
      await selectRows(db, { sql: suicide, transaction });
    });
    expect(isDatabaseUnavailable(await failureOf(inTransaction))).toBe(true);
    expect(isDatabaseUnavailable(await failureOf(selectRows(db, { sql: 'SELECT 1/0' })))).toBe(false);
    expect(isDatabaseUnavailable(await failureOf(selectRows(db, { sql: 'nonsense' })))).toBe(false);
    expect(isDatabaseUnavailable(undefined)).toBe(false);
    expect(await selectRows(db, { sql: 'SELECT 1 AS one' })).toEqual([{ one: 1 }]);
  });

  it.each(['53100', '53200', '53300', '57014', '55P03', '40001', '40P01', '58030', '57P01', '08006'])(
    'counts PostgreSQL as unavailable after SQLSTATE %s',
    async (code) => {
      const sql = `DO $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '${code}'; END $$`;
      expect(isDatabaseUnavailable(await failureOf(database.db.sequelize.query(sql)))).toBe(true);
    },
  );

  it('counts PostgreSQL as unavailable when no connection becomes free in time', async () => {
    const narrow = openDatabase({ url: database.url, maxConnections: 1 });
    const holding = await narrow.sequelize.transaction();
    expect(isDatabaseUnavailable(await failureOf(selectRows(narrow, { sql: 'SELECT 1' })))).toBe(true);
    await holding.rollback();
    await narrow.close();
  });
});
