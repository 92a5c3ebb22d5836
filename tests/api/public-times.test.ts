import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

interface Shown {
  sequence: number;
  type: string;
  at: string;
}

describe('a complaint of which others see only a part', () => {
  let test: ApiUnderTest;
  let officer: string;
  let secret: Filed;
  let open: Filed;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    secret = await test.fileAssigned({ confidential: true });
    open = await test.fileAssigned();
    for (const { id } of [secret, open]) {
      await test.db.sequelize.query(`UPDATE complaints SET clock_offset = 80 * 3600000 WHERE id = '${id}'`);
    }
    test.hoursPass(80);
    for (const { id } of [secret, open]) await test.settle(id);
    await test.act(secret.trackingCode, 'notes', officer, { text: 'Di antara kami.' });
    await test.act(open.trackingCode, 'notes', officer, { text: 'Di antara kami.' });
    for (const { trackingCode } of [secret, open]) await test.act(trackingCode, 'acknowledge', officer);
  });
  afterAll(() => test.stop());

  const publicly = async ({ trackingCode }: Filed, bearer?: string) =>
    (await test.get(trackingCode, bearer)).body;
  const numbersOf = (timeline: Shown[]) => timeline.map(({ sequence }) => sequence);

  it('has its events numbered without gaps when it is confidential', async () => {
    const { timeline } = await publicly(secret);
    expect(timeline.map(({ type }: Shown) => type)).toEqual(['received', 'assigned', 'acknowledged']);
    expect(numbersOf(timeline)).toEqual([1, 2, 3]);
  });

  it('has its events numbered without gaps when internal notes are left out', async () => {
    for (const bearer of [undefined, open.reporterToken]) {
      const { timeline } = await publicly(open, bearer);
      expect(numbersOf(timeline)).toEqual(timeline.map((_event: Shown, index: number) => index + 1));
    }
  });

  it('has for staff and applications the numbers that the feed uses', async () => {
    const { timeline } = await publicly(open, officer);
    const noted = timeline.find(({ type }: Shown) => type === 'noted');
    const seen: Shown[] = (await publicly(open, await test.key('application'))).timeline;
    expect(numbersOf(seen)).toEqual(
      numbersOf(timeline).filter((sequence: number) => sequence !== noted?.sequence),
    );
    expect(numbersOf((await publicly(secret, await test.key('application'))).timeline)).toEqual([1, 2, 3]);
  });

  it('shows days alone, and neither deadlines nor its hour in any other field, when it is confidential', async () => {
    const view = await publicly(secret);
    expect(view).toMatchObject({ acknowledgeBy: null, resolveBy: null });
    for (const withheld of ['id', 'overdue', 'escalationLevel', 'agency'])
      expect(view).not.toHaveProperty(withheld);
    const instants = [view.receivedAt, view.acknowledgedAt, ...view.timeline.map(({ at }: Shown) => at)];
    for (const at of instants) expect(at).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\+07:00$/);
    const day = new Date(Date.parse(secret.receivedAt) + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(view.receivedAt).toBe(`${day}T00:00:00+07:00`);
    expect(JSON.stringify(view)).not.toContain(secret.id);
    expect((await publicly(secret, secret.reporterToken)).receivedAt).toBe(secret.receivedAt);
  });

  it.each([
    ...['overdue=true', 'overdue=false', 'level=0,1,2,3', 'agency=pupr', 'status=acknowledged'],
    ...['since=2020-01-01T00:00:00Z', 'category=jalan', 'limit=100'],
  ])('is in no public list when it is confidential: %s', async (filter) => {
    const codes = async (path: string, bearer?: string): Promise<string> => {
      const call = test.api.get(path).buffer(true);
      return (await (bearer ? call.set('Authorization', `Bearer ${bearer}`) : call)).text;
    };
    const lists = [`/api/v1/complaints?${filter}`];
    if (!filter.startsWith('limit'))
      lists.push(`/api/v1/exports/complaints.csv?${filter}`, `/api/v1/exports/complaints.geojson?${filter}`);
    for (const list of lists) {
      const text = await codes(list);
      expect(text).not.toContain(secret.trackingCode);
      expect(text.includes(open.trackingCode)).toBe(filter !== 'overdue=false');
    }
  });
});
