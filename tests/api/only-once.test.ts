import { startApi, type ApiUnderTest } from '../support/api-under-test';

/** Requests that are no acts of the workflow, with the table that each writes to. */
const REQUESTS = [
  ['visibility', 'audit_entries'],
  ['rating', 'ratings'],
  ['support', 'supporters'],
] as const;
type Name = (typeof REQUESTS)[number][0];

describe('a request with an Idempotency-Key that is no act', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
    await test.db.sequelize.query(`CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''no space left''; END'`);
  });
  afterAll(() => test.stop());

  /** Prepares a request that can be sent again and again. */
  async function request(name: Name) {
    const { trackingCode, reporterToken } = await test.fileAssigned();
    const officer = await test.key('officer', 'pupr');
    await test.act(trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    const bearer = { visibility: officer, rating: reporterToken, support: await test.key('application') };
    const body = { visibility: { hidden: true }, rating: { stars: 4 }, support: {} };
    const send = () => test.act(trackingCode, name, bearer[name], body[name]).set('Idempotency-Key', 'once');
    return { trackingCode, officer, send };
  }

  it.each(REQUESTS)('counts once when it is repeated after a failure: %s', async (name, table) => {
    const { send, trackingCode } = await request(name);
    const rows = async () => (await test.db.sequelize.query(`SELECT 1 FROM ${table}`))[0].length;
    const before = await rows();
    await test.db.sequelize.query(
      `CREATE TRIGGER full_disk BEFORE INSERT ON ${table} EXECUTE FUNCTION disk_is_full()`,
    );
    expect((await send()).status).toBe(503);
    await test.db.sequelize.query(`DROP TRIGGER full_disk ON ${table}`);
    expect([(await send()).status, await rows()]).toEqual([200, before + 1]);
    expect([(await send()).status, await rows()]).toEqual([200, before + 1]);
    if (name === 'visibility') expect((await test.get(trackingCode)).body.description).toBeNull();
  });

  it('is refused each time for the same reason', async () => {
    const { trackingCode, officer } = await request('visibility');
    const hide = () =>
      test
        .act(trackingCode, 'visibility', officer, {
          ...{ hidden: true, photo: '01936f5e-4c5b-7d7e-9a51-2b1f0f6f3a10' },
        })
        .set('Idempotency-Key', 'unknown photo');
    expect([(await hide()).status, (await hide()).status]).toEqual([422, 422]);
  });
});
