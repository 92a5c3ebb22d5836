import { FILING, PUBLIC_URL, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

describe('a list of complaints', () => {
  let test: ApiUnderTest;
  let officer: string;
  let roads: Filed[];
  let waste: Filed;
  let secret: Filed;
  beforeAll(async () => {
    test = await startApi();
    officer = await test.key('officer', 'pupr');
    roads = [await test.fileAssigned(), await test.fileAssigned(), await test.fileAssigned()];
    waste = await test.fileAssigned({ category: 'kebersihan', description: 'Sampah menumpuk di TPS.' });
    secret = await test.fileAssigned({ confidential: true, description: 'Rahasia sekali, jangan.' });
    await test.act(roads[0]?.trackingCode ?? '', 'acknowledge', officer);
    await test.act(secret.trackingCode, 'acknowledge', officer);
  });
  afterAll(() => test.stop());

  const list = async (query: string, bearer?: string) => {
    const call = test.api.get(`/api/v1/complaints${query}`);
    const response = await (bearer ? call.set('Authorization', `Bearer ${bearer}`) : call);
    expect(response.status).toBe(200);
    const { body, headers } = response;
    const codes: string[] = body.items.map(({ trackingCode }: Filed) => trackingCode);
    return { body, headers, codes };
  };

  it('continues at `next` and `Link`, and shows each complaint once', async () => {
    const seen: string[] = [];
    let query = '?limit=2';
    for (let page = 0; page < 4 && query; page += 1) {
      const { body, codes, headers } = await list(query);
      seen.push(...codes);
      expect(headers.link).toBe(body.next === null ? undefined : `<${body.next}>; rel="next"`);
      query = body.next === null ? '' : body.next.replace(`${PUBLIC_URL}/api/v1/complaints`, '');
    }
    expect(seen).toEqual([waste, ...[...roads].reverse()].map(({ trackingCode }) => trackingCode));
  });

  it('accepts the whole of `next` as the cursor, as well as the cursor in it', async () => {
    const { next } = (await list('?limit=2')).body;
    const cursor = new URL(next).searchParams.get('cursor') ?? '';
    const pages = [next, cursor].map((value) => list(`?limit=2&cursor=${encodeURIComponent(value)}`));
    const [byAddress, byCursor] = await Promise.all(pages);
    expect(byAddress?.codes).toHaveLength(2);
    expect(byAddress?.codes).toEqual(byCursor?.codes);
  });

  it('keeps its filters on the next page', async () => {
    const { body } = await list('?limit=1&category=jalan&level=0,1&since=2020-01-01T00:00:00Z');
    const next = new URL(body.next);
    expect(Object.fromEntries(next.searchParams)).toEqual({
      limit: '1',
      category: 'jalan',
      level: '0,1',
      since: '2020-01-01T00:00:00.000Z',
      cursor: expect.any(String),
    });
  });

  it('accepts several values of a filter, separated by commas', async () => {
    const { codes } = await list('?category=kebersihan,jalan&status=acknowledged,assigned&limit=100');
    expect(codes).toHaveLength(4);
    expect((await list('?category=kebersihan')).codes).toEqual([waste.trackingCode]);
  });

  it('shows an officer the complaints of their agency, with internal fields', async () => {
    const { codes, body } = await list('?limit=100', officer);
    expect(codes).not.toContain(waste.trackingCode);
    expect(body.items.find(({ id }: Filed) => id === secret.id).description).toBe('Rahasia sekali, jangan.');
  });

  it('finds text only where the reader may see it', async () => {
    expect((await list('?q=Rahasia%20sekali')).codes).toEqual([]);
    expect((await list('?q=Rahasia%20sekali', officer)).codes).toEqual([secret.trackingCode]);
    expect((await list('?q=di%20depan%20sekolah')).codes).toEqual([roads[0]?.trackingCode]);
    expect((await list(`?q=${waste.trackingCode}`)).codes).toEqual([waste.trackingCode]);
  });

  it('shows a confidential complaint only to staff and the application that filed it', async () => {
    for (const filter of ['limit=99', 'agency=pupr', 'level=0,1,2,3', `q=${secret.trackingCode}`]) {
      expect((await list(`?${filter}`)).codes).not.toContain(secret.trackingCode);
      expect((await list(`?${filter}`, officer)).codes).toContain(secret.trackingCode);
    }
    const [own, other] = [await test.key('application'), await test.key('application')];
    const filed = await test.file({ category: 'kebersihan', confidential: true }, own);
    expect((await list('?limit=100', own)).codes).toContain(filed.trackingCode);
    expect((await list('?limit=100', other)).codes).not.toContain(filed.trackingCode);
  });

  it('finds on a map only complaints whose place the reader may see', async () => {
    expect((await list('?bbox=103.5,-1.7,103.7,-1.5')).codes).toEqual([roads[0]?.trackingCode]);
    expect((await list('?bbox=103.5,-1.7,103.7,-1.5', officer)).codes).toHaveLength(4);
  });

  it('can be filtered by what is overdue', async () => {
    await test.db.models.Complaint.update(
      { clockOffset: String(73 * 3_600_000) },
      { where: { id: waste.id } },
    );
    expect((await list('?overdue=true')).codes).toEqual([waste.trackingCode]);
    expect((await list('?overdue=false')).codes).not.toContain(waste.trackingCode);
  });

  it.each([
    ['?status=lost', 'status'],
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=1e1', 'limit'],
    ['?bbox=1,2,3', 'bbox'],
    ['?bbox=3,2,1,4', 'bbox'],
    ['?bbox=NaN,0,1,1', 'bbox'],
    ['?since=yesterday', 'since'],
    ['?level=4', 'level'],
    ['?sort=received_at;DROP%20TABLE%20complaints', 'sort'],
    ['?cursor=nonsense', 'cursor'],
    ['?q=%00', 'q'],
    ['?overdue=1', 'overdue'],
  ])('refuses %s and names the parameter', async (query, parameter) => {
    const response = await test.api.get(`/api/v1/complaints${query}`);
    expect(response.status).toBe(422);
    expect(response.body.errors).toContainEqual(expect.objectContaining({ parameter }));
  });

  it.each([['?status=assigned&status=closed'], ['?q=%E0%A4%A']])(
    'is refused with 400 for %s',
    async (query) => {
      expect((await test.api.get(`/api/v1/complaints${query}`)).status).toBe(400);
    },
  );

  describe('nearby', () => {
    const nearby = (query: object) => test.api.get('/api/v1/complaints/nearby').query(query);
    const { latitude, longitude } = FILING.location;

    it('has the open complaints of the category within 100 m, and none that is confidential', async () => {
      const { body } = await nearby({ latitude, longitude, category: 'jalan' });
      expect(body.items.map(({ id }: Filed) => id).sort()).toEqual(roads.map(({ id }) => id).sort());
      expect((await nearby({ latitude: latitude + 0.004, longitude, category: 'jalan' })).body.items).toEqual(
        [],
      );
    });

    it.each([
      [{ latitude: 'north', longitude: 1, category: 'jalan' }, 'latitude'],
      [{ latitude: 91, longitude: 1, category: 'jalan' }, 'latitude'],
      [{ latitude: 'NaN', longitude: 1, category: 'jalan' }, 'latitude'],
      [{ latitude: 1, category: 'jalan' }, 'longitude'],
      [{ latitude: 1, longitude: 1, category: 'naga' }, 'category'],
    ])('refuses %j', async (query, parameter) => {
      const response = await nearby(query);
      expect(response.status).toBe(422);
      expect(response.body.errors).toContainEqual(expect.objectContaining({ parameter }));
    });
  });
});
