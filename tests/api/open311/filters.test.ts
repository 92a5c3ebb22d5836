import { FORM, PLACE, refusalOf, startOpen311, type Open311 } from './open311-client';

describe('the list of complaints', () => {
  let test: Open311;
  let hole: string;
  let lamp: string;
  beforeAll(async () => {
    test = await startOpen311();
    const near = { lat: '-1.6105', long: '103.6131' };
    const far = { lat: '-1.6300', long: '103.5900' };
    hole = await test.fileRequest({ ...near, description: 'Lubang di depan pasar Angso Duo' });
    lamp = await test.fileRequest({ ...far, description: 'Jalan ambles dekat SDN 47' });
    for (const code of [hole, lamp]) {
      await test.act(code, 'acknowledge', test.officer);
      await setBack(code);
    }
  });
  afterAll(() => test.stop());

  /** Makes a complaint ten days older. */
  async function setBack(code: string): Promise<void> {
    await test.db.sequelize.query(
      `UPDATE complaints SET received_at = received_at - interval '10 days' WHERE tracking_code = '${code}'`,
    );
  }
  const codesOf = async (query: string): Promise<string[]> => {
    const { status, body, text } = await test.get(`requests.json?${query}`);
    if (status !== 200) throw new Error(text);
    return (body as { service_request_id: string }[]).map((each) => each.service_request_id);
  };
  const iso = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();

  it('can be filtered by a span of `updated_datetime`', async () => {
    expect((await codesOf(`updated_after=${iso(1)}`)).sort()).toEqual([hole, lamp].sort());
    expect(await codesOf(`updated_before=${iso(1)}`)).toEqual([]);
    expect(await codesOf(`start_date=${iso(1)}`)).toEqual([]);
    expect(await codesOf(`start_date=${iso(1)}&updated_after=${iso(2)}`)).toEqual([]);
    const silent = await test.fileRequest();
    expect(await codesOf(`start_date=${iso(1)}&updated_after=${iso(1)}`)).toEqual([silent]);
  });

  it('can be filtered by a circle', async () => {
    expect(await codesOf(`lat=${PLACE.lat}&long=${PLACE.long}&radius=500`)).toEqual([hole]);
    expect(await codesOf(`lat=-1.63&long=103.59&radius=100.5`)).toEqual([lamp]);
    expect((await codesOf(`lat=-1.62&long=103.6&radius=20000`)).sort()).toEqual([hole, lamp].sort());
  });

  it('can be searched for words in any order, phrases and tracking codes', async () => {
    expect(await codesOf('q=pasar+lubang')).toEqual([hole]);
    expect(await codesOf('q=%22SDN+47%22')).toEqual([lamp]);
    expect(await codesOf(`q=${hole.slice(3)}`)).toEqual([hole]);
    expect(await codesOf('q=pasar+SDN')).toEqual([]);
  });

  it('reveals nothing through a filter that is not public', async () => {
    const hidden = await test.fileRequest({ description: 'Kenari bersembunyi di sini', ...PLACE });
    expect(await codesOf('q=kenari')).toEqual([]);
    expect(await codesOf(`lat=${PLACE.lat}&long=${PLACE.long}&radius=10`)).not.toContain(hidden);
  });

  it.each([
    ['requests.json?lat=-1.6&long=103.6', 'lat, long and radius go together.'],
    ['requests.json?radius=5', 'lat, long and radius go together.'],
    ['requests.json?lat=-1.6&long=103.6&radius=0', 'radius must be in metres, at most 50000.'],
    ['requests.json?lat=-91&long=103.6&radius=5', 'lat and long must be in decimal degrees (WGS84).'],
    [
      'requests.json?updated_after=yesterday',
      'updated_after must be an instant with its zone, such as 2026-11-24T07:05:00Z.',
    ],
    ['requests.xml?created_after=2026-01-01T00:00:00Z', '“created_after” is not known here.'],
    ['requests.json?attribute[x]=1', '“attribute[x]” is not known here.'],
    ['requests/SK-0000-0000.json?callback=x', '“callback” is not known here.'],
    ['services.json?q=lampu', '“q” is not known here.'],
    ['servicerequestupdates.json?service_request_id=SK-1', '“service_request_id” is not known here.'],
  ])('refuses %s', async (path, detail) => {
    expect(refusalOf(await test.get(path))).toEqual([400, detail]);
  });

  it('refuses a filing with an unknown field', async () => {
    const response = await test.post('requests.json', { ...FORM, api_key: test.application, urgent: 'yes' });
    expect(refusalOf(response)).toEqual([400, '“urgent” is not known here.']);
  });
});
