import { selectRows } from '../../../database/select-rows';
import { startApi, type ApiUnderTest } from '../../support/api-under-test';

describe('the statistics', () => {
  let test: ApiUnderTest;
  beforeAll(async () => {
    test = await startApi();
    // Nine of eleven public complaints about roads were resolved in time, and a confidential one was not.
    const officer = await test.key('officer', 'pupr');
    for (let n = 0; n < 9; n += 1) await resolved({}, officer);
    const late = [
      await test.fileAssigned(),
      await test.fileAssigned(),
      await test.fileAssigned({ confidential: true }),
    ];
    const waste = await test.fileAssigned({ category: 'kebersihan' });
    await passed([...late, waste].map(({ id }) => id));
    await test.fileAssigned();
  });
  afterAll(() => test.stop());

  async function resolved(body: object, officer: string): Promise<void> {
    const { trackingCode } = await test.fileAssigned(body);
    const response = await test.act(trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    expect(response.status).toBe(200);
  }

  /** Lets their deadlines pass without the engine recording it. */
  async function passed(ids: string[]): Promise<void> {
    await selectRows(test.db, {
      sql: `UPDATE promise_facts SET acknowledge_by = now() - interval '1 s', resolve_by = now() - interval '1 s'
        WHERE complaint_id = ANY($1::uuid[])`,
      bind: [ids],
    });
  }

  const ask = async (query: string, bearer?: string) => {
    const call = test.api.get(`/api/v1/statistics${query}`);
    const response = await (bearer ? call.set('Authorization', `Bearer ${bearer}`) : call);
    expect(response.status).toBe(200);
    return response.body;
  };

  it('give everybody shares of what is decided, without confidential cases', async () => {
    const { total, items } = await ask('');
    expect(total).toMatchObject({
      received: 13,
      running: 1,
      resolvedInTime: { of: 12, count: 9, share: 0.75 },
    });
    expect(items.map(({ key }: { key: string }) => key)).toEqual(['dlh', 'pupr']);
    expect(items[1]).toMatchObject({
      ...{ received: 12, running: 1, answered: 9, rank: 1 },
      resolvedInTime: { of: 11, count: 9, share: 9 / 11 },
    });
  });

  it('give only the number when there are fewer than ten', async () => {
    const [waste] = (await ask('')).items;
    expect(waste).toMatchObject({
      ...{ received: 1, rank: null, medianHours: null, p90Hours: null, meanStars: null },
      resolvedInTime: { of: 1, count: null, share: null },
    });
    const [, roads] = (await ask('')).items;
    expect(roads).toMatchObject({ medianHours: null, reopened: { of: 9, count: null, share: null } });
  });

  it('count confidential cases for the agency’s own staff, and for nobody else’s', async () => {
    const { total, items } = await ask('', await test.key('officer', 'pupr'));
    expect(items).toHaveLength(1);
    expect(total).toMatchObject({ received: 13, resolvedInTime: { of: 12, share: 0.75 } });
    expect((await ask('?agency=pupr', await test.key('officer', 'dlh'))).items).toEqual([]);
    expect((await ask('?agency=dlh', await test.key('supervisor', 'dlh'))).total.received).toBe(1);
  });

  it.each(['command_centre', 'administrator'] as const)('count all for the %s', async (role) => {
    expect((await ask('', await test.key(role))).total.received).toBe(14);
  });

  it('give an application what everybody gets', async () => {
    expect((await ask('', await test.key('application'))).total.received).toBe(13);
  });

  it('can be grouped by category and month, and filtered by period and category', async () => {
    const categories = await ask('?by=category&category=jalan');
    expect(categories.items).toEqual([expect.objectContaining({ key: 'jalan', received: 12 })]);
    const months = await ask('?by=month');
    expect(months.items).toEqual([
      expect.objectContaining({ key: expect.stringMatching(/^\d{4}-\d{2}$/), received: 13, rank: null }),
    ]);
    const before = await ask('?from=2020-01-01&to=2020-12-31');
    expect(before).toMatchObject({
      from: '2019-12-31T17:00:00.000Z',
      to: '2020-12-31T17:00:00.000Z',
      items: [],
    });
    expect(before.total).toMatchObject({ received: 0, resolvedInTime: { of: 0, share: null } });
  });

  it.each([
    ['?by=district', 'by'],
    ['?from=yesterday', 'from'],
    ['?from=2026-02-30', 'from'],
    ['?from=2026-02-02&to=2026-02-01', 'to'],
    ['?from=0001-01-01', 'from'],
    ['?to=9999-01-01', 'to'],
    ['?agency=nobody', 'agency'],
    ['?category=nothing', 'category'],
  ])('refuse %s', async (query, parameter) => {
    const { status, body } = await test.api.get(`/api/v1/statistics${query}`);
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ parameter })]);
  });
});
