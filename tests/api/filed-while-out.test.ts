import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { inForm } from '../support/long-form';

const HOUR = 3_600_000;
/** Each round declares an outage and calls it off in the middle of filings. */
const ROUNDS = inForm({ short: 1, long: 8 });

describe('a complaint that is filed while its agency is out', () => {
  let test: ApiUnderTest;
  let centre: string;
  beforeEach(async () => {
    test = await startApi();
    centre = await test.key('command_centre');
  });
  afterEach(() => test.stop());

  const send = (path: string, body: object = {}) =>
    test.api.post(`/api/v1/agencies/${path}`).set('Authorization', `Bearer ${centre}`).send(body);
  const declare = async (hours = 48): Promise<{ id: string; until: string }> =>
    (await send('pupr/outages', { hours, reason: 'Banjir di gudang.' })).body;
  /** As if it had been declared so many hours earlier. */
  const age = (hours: number) =>
    test.db.sequelize.query(`UPDATE agency_outages SET created_at = created_at - interval '${hours} hours'`);
  const outage = async () =>
    (await test.api.get('/api/v1/agencies/pupr/outages').set('Authorization', `Bearer ${centre}`)).body
      .items[0];
  const seen = async ({ trackingCode }: Filed) => (await test.get(trackingCode, centre)).body;
  const promise = async (filed: Filed) => Date.parse((await seen(filed)).resolveBy);
  const waits = async (filed: Filed) => (await promise(filed)) - Date.parse(filed.receivedAt) - 72 * HOUR;

  it('has its promise counted from the end of the outage, also in the response', async () => {
    await declare(48);
    await age(10);
    const { until } = await outage();
    const filed = await test.fileAssigned();
    expect(Date.parse(filed.resolveBy)).toBe(Date.parse(until) + 72 * HOUR);
    expect(await promise(filed)).toBe(Date.parse(filed.resolveBy));
    const { timeline } = await seen(filed);
    expect(timeline.map(({ type }: { type: string }) => type)).toEqual(['received', 'shifted', 'assigned']);
    expect(timeline[1]).toMatchObject({
      actor: { kind: 'system' },
      data: {
        promisedBy: new Date(Date.parse(filed.receivedAt) + 72 * HOUR).toISOString(),
        resolveBy: filed.resolveBy,
        reason: 'Banjir di gudang.',
      },
    });
    expect((await outage()).cases).toMatchObject({ total: 1, shifted: 1, waiting: 0 });
  });

  it('gets the same deadlines as cases that the outage shifted', async () => {
    const before = await test.fileAssigned();
    await declare(48);
    await test.workOutages();
    const after = await test.fileAssigned();
    const lead = Date.parse(after.receivedAt) - Date.parse(before.receivedAt);
    // Both count from the end of the outage: the later one does not get the hours that were over.
    expect(Math.abs((await promise(after)) - (await promise(before)))).toBeLessThan(lead + 1_000);
    test.hoursPass(49);
    for (const filed of [before, after]) {
      await test.settle(filed.id);
      expect(await seen(filed)).toMatchObject({ escalationLevel: 0 });
    }
    test.hoursPass(24);
    for (const filed of [before, after]) {
      await test.settle(filed.id);
      expect(await seen(filed)).toMatchObject({ escalationLevel: 1 });
    }
  });

  it('gives back the unused hours once when the outage is called off', async () => {
    const { id } = await declare(48);
    await test.workOutages();
    const filed = await test.fileAssigned();
    test.hoursPass(20);
    await send(`pupr/outages/${id}/undo`);
    await test.workOutages();
    const kept = await waits(filed);
    expect(kept).toBeGreaterThanOrEqual(20 * HOUR);
    expect(kept).toBeLessThan(20 * HOUR + 60_000);
    expect((await outage()).cases).toMatchObject({ total: 1, givenBack: 1 });
    await send(`pupr/outages/${id}/undo`);
    await test.workOutages();
    expect(await waits(filed)).toBe(kept);
  });

  it('is not shifted once the outage is called off or over, or when another agency is out', async () => {
    const { id } = await declare(48);
    await send(`pupr/outages/${id}/undo`);
    // The engine has not yet given back the hours of the other cases.
    expect(await waits(await test.fileAssigned())).toBe(0);
    await test.workOutages();
    await declare(48);
    await test.workOutages();
    await age(48);
    expect(await waits(await test.fileAssigned())).toBe(0);
    await send('dlh/outages', { hours: 5, reason: 'Libur.' });
    expect(await waits(await test.fileAssigned())).toBe(0);
  });

  it('is shifted by the next outage like any other', async () => {
    await declare(48);
    await test.workOutages();
    const filed = await test.fileAssigned();
    const first = await waits(filed);
    await age(48);
    await declare(5);
    await test.workOutages();
    expect((await waits(filed)) - first).toBe(5 * HOUR);
  });

  it('can be extended by its agency as well', async () => {
    await declare(48);
    await test.workOutages();
    const filed = await test.fileAssigned();
    const first = await promise(filed);
    const supervisor = await test.key('supervisor', 'pupr');
    const extended = await test.act(filed.trackingCode, 'extend', supervisor, {
      hours: 24,
      reason: 'Aspal.',
    });
    expect(extended.status).toBe(200);
    expect((await promise(filed)) - first).toBe(24 * HOUR);
  });

  it('gets the hours exactly once, at whatever instant the outage is declared or called off', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const filing = () => Promise.all(Array.from({ length: 6 }, () => test.file()));
      const [declared, ...batches] = await Promise.all([declare(48), filing(), filing()]);
      await test.workOutages();
      const during = batches.flat();
      for (const filed of during) expect(await waits(filed)).toBeGreaterThan(48 * HOUR - 60_000);
      for (const filed of during) expect(await waits(filed)).toBeLessThanOrEqual(48 * HOUR);

      const [, later] = await Promise.all([send(`pupr/outages/${declared.id}/undo`), filing()]);
      await test.workOutages();
      for (const filed of [...during, ...later]) {
        await test.settle(filed.id);
        expect(await waits(filed)).toBeLessThan(60_000);
        expect(await waits(filed)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('can be expected from the categories and the agencies, which say until when the agency is out', async () => {
    const items = async (what: string): Promise<{ code: string; agency?: string; outUntil?: string }[]> =>
      (await test.api.get(`/api/v1/${what}`)).body.items;
    for (const what of ['categories', 'agencies'])
      expect((await items(what)).some((item) => 'outUntil' in item)).toBe(false);
    const { id, until } = await declare(48);
    for (const item of await items('categories'))
      expect(item.outUntil).toBe(item.agency === 'pupr' ? until : undefined);
    for (const item of await items('agencies'))
      expect(item.outUntil).toBe(item.code === 'pupr' ? until : undefined);
    await send(`pupr/outages/${id}/undo`);
    expect((await items('categories')).some((item) => 'outUntil' in item)).toBe(false);
  });

  it('has the shifted promise in its facts for statistics', async () => {
    await declare(48);
    const filed = await test.fileAssigned();
    const [[row]] = (await test.db.sequelize.query('SELECT resolve_by FROM promise_facts')) as [
      { resolve_by: Date }[],
      unknown,
    ];
    expect(row?.resolve_by.toISOString()).toBe(filed.resolveBy);
  });
});
