import { asText, schemaErrors, readXml } from './schema';
import { refusalOf, startOpen311, type Open311 } from './open311-client';

describe('GeoReport’s queries', () => {
  let test: Open311;
  let codes: string[];
  beforeAll(async () => {
    test = await startOpen311();
    codes = [];
    for (const category of ['jalan', 'drainase', 'jalan']) {
      codes.push((await test.fileAssigned({ category })).trackingCode);
    }
    const [answered = ''] = codes;
    await test.act(answered, 'start', test.officer);
    await test.act(answered, 'resolve', test.officer, { note: 'Ditambal & dipadatkan <kemarin>.' });
  });
  afterAll(() => test.stop());

  const newestFirst = () => [...codes].reverse();
  const idsOf = async (query: string) => {
    const { body } = await test.get(`requests.json${query}`);
    return (body as { service_request_id: string }[]).map(({ service_request_id }) => service_request_id);
  };

  describe.each([
    ['discovery', 'discovery', (): string => 'discovery'],
    ['services', 'services', (): string => 'services'],
    ['service_definition', 'service_definition', (): string => 'services/jalan'],
    ['requests', 'service_requests', (): string => 'requests'],
    ['requests', 'service_requests', (): string => `requests/${codes[0]}`],
    ['tokens', 'service_requests', (): string => `tokens/${codes[0]}`],
    ['updates', 'service_request_updates', (): string => 'servicerequestupdates'],
  ] as const)('for %s (%s)', (definition, root, path) => {
    it('are answered as the specification’s schema says', async () => {
      const response = await test.get(`${path()}.json`);
      expect([response.status, response.headers['content-type']]).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
      expect(schemaErrors(definition, response.body)).toEqual([]);
    });

    it('are answered in XML with the same content, within the specification’s wrappers', async () => {
      const [json, xml] = [await test.get(`${path()}.json`), await test.get(`${path()}.xml`)];
      expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8');
      expect(xml.text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>/);
      expect(readXml(xml.text)).toEqual({ root, content: asText(json.body) });
    });
  });

  it('give a complaint’s code, status, agency, deadline and place', async () => {
    const { body } = await test.get(`requests/${codes[0]}.json`);
    expect(body).toEqual([
      {
        service_request_id: codes[0],
        status: 'closed',
        status_notes: 'Ditambal & dipadatkan <kemarin>.',
        service_name: 'Jalan rusak',
        service_code: 'jalan',
        description: 'Jalan berlubang besar di depan sekolah, sudah dua minggu.',
        agency_responsible: 'Dinas PUPR',
        service_notice: 'Aduan ini ada di Dinas PUPR. Target: 72 jam.',
        requested_datetime: expect.any(String),
        updated_datetime: expect.any(String),
        expected_datetime: expect.any(String),
        address: 'Jl. Sumantri Brojonegoro 12, Cempaka Putih, Jelutung, Kota Jambi',
        address_id: null,
        zipcode: null,
        lat: -1.6105,
        long: 103.6131,
        media_url: null,
      },
    ]);
    const [{ requested_datetime: from, expected_datetime: to }] = body as Record<string, string>[] as [
      Record<string, string>,
    ];
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(72 * 3_600_000);
  });

  it('are answered in another of the city’s languages on request', async () => {
    const { body } = await test.get(`requests/${codes[1]}.json?lang=en`);
    expect(body).toMatchObject([{ service_name: 'Drainage', status_notes: 'Waiting for the agency' }]);
    const [unknown, first] = [await test.get('services.json?lang=fr'), await test.get('services.json')];
    expect([unknown.status, unknown.body]).toEqual([200, first.body]);
  });

  it.each([
    ['', () => newestFirst()],
    ['?status=open', () => newestFirst().slice(0, 2)],
    ['?status=closed', () => codes.slice(0, 1)],
    ['?status=OPEN,closed', () => newestFirst()],
    ['?status=open&status=closed', () => newestFirst()],
    ['?service_code=drainase', () => codes.slice(1, 2)],
    ['?service_code=drainase,jalan&status=open', () => newestFirst().slice(0, 2)],
    ['?page_size=2', () => newestFirst().slice(0, 2)],
    ['?page_size=2&page=2', () => newestFirst().slice(2)],
    ['?page_size=2&page=3', () => []],
    ['?end_date=2020-01-01T00:00:00Z', () => []],
    ['?start_date=2020-01-01T00:00:00%2B07:00', () => []],
    ['?start_date=2020-01-01T00:00:00+07:00', () => []],
    ['?service_code=&status=&start_date=&page=', () => newestFirst()],
    ['?jurisdiction_id=kota-jambi&extensions=true&api_key=', () => newestFirst()],
  ])('list with “%s” what matches', async (query, expected) => {
    expect(await idsOf(query)).toEqual(expected());
  });

  it('find complaints by their codes, whatever else is given', async () => {
    const [first = '', second = ''] = codes;
    const typed = second.toLowerCase().replaceAll('-', '');
    expect(await idsOf(`?service_request_id=${first},${typed},SK-0000-0000&status=open&end_date=x`)).toEqual([
      first,
      second,
    ]);
  });

  it('include complaints exactly at the start or the end', async () => {
    const at = async (code: string) => {
      const { body } = await test.get(`requests/${code}.json`);
      return (body as { requested_datetime: string }[])[0]?.requested_datetime ?? '';
    };
    const second = await at(codes[1] ?? '');
    expect(await idsOf(`?start_date=${second}`)).toEqual([codes[2], codes[1]]);
    expect(await idsOf(`?end_date=${second}`)).toEqual([codes[1], codes[0]]);
  });

  it.each([
    ['nothing.json', 404, 'There is no such thing, or it is not yours to see.'],
    ['services/nothing.xml', 404, 'service_code was not found.'],
    ['requests/SK-0000-0000.json', 404, 'service_request_id was not found.'],
    ['requests/%3Cx%3E.xml', 404, 'service_request_id was not found.'],
    ['requests.json?service_request_id=SK-0000-0000', 404, 'service_request_id was not found.'],
    ['requests.json?service_request_id=SK-0000-0000,x', 404, 'service_request_id was not found.'],
    ['requests.json?service_code=nothing', 404, 'service_code was not found.'],
    ['tokens/nothing.json', 404, 'token was not found.'],
    ['services.json?jurisdiction_id=sfgov.org', 404, 'jurisdiction_id provided was not found.'],
    ['requests.yaml', 406, 'The address ends in .json or in .xml.'],
    ['requests', 406, 'The address ends in .json or in .xml.'],
    ['requests/SK-0000-0000', 406, 'The address ends in .json or in .xml.'],
    ['requests.json/', 404, 'There is no such thing, or it is not yours to see.'],
    ['requests.xml?status=late', 400, 'status must be one of open, closed.'],
    ['requests.xml?page=0', 400, 'page must be a number from 1 to 10000.'],
    ['requests.xml?page_size=1001', 400, 'page_size must be a number from 1 to 1000.'],
    ['requests.xml?page=1&page=2', 400, '“page” is there more than once.'],
    ['requests.xml?page=%FF', 400, 'The parameters are not percent-encoded UTF-8.'],
    ['requests/%FF.xml', 400, 'The path is not percent-encoded UTF-8.'],
    [
      'requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:01Z',
      400,
      'start_date and end_date must be at most 90 days apart.',
    ],
    [
      'requests.json?start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z',
      400,
      'start_date comes after end_date.',
    ],
    ['requests.json?api_key=sk_nothing', 403, 'The api_key is not valid.'],
  ])('refuse %s with %i: %s', async (path, status, description) => {
    const response = await test.get(path);
    expect(refusalOf(response)).toEqual([status, description]);
  });

  it.each([
    '2026-11-24',
    '2026-11-24T00:00:00',
    '2026-02-31T00:00:00Z',
    '24.11.2026',
    '2026-11-24T25:00:00Z',
  ])('refuse %s as an instant', async (date) => {
    const response = await test.get(`requests.json?start_date=${date}`);
    expect(refusalOf(response)).toEqual([
      400,
      'start_date must be an instant with its zone, such as 2026-11-24T07:05:00Z.',
    ]);
  });

  it('accept a span of 90 days', async () => {
    expect(await idsOf('?start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:00Z')).toEqual([]);
  });

  it('are refused in the format of the path, or else in the accepted one', async () => {
    const answers = [
      await test.get('services/nothing.xml'),
      await test.get('services/nothing.json'),
      await test.get('services.csv'),
      await test.get('services.csv').set('Accept', 'application/json'),
    ];
    expect(answers.map(({ type }) => type)).toEqual([
      'text/xml',
      'application/json',
      'text/xml',
      'application/json',
    ]);
    const xml = answers.filter(({ type }) => type === 'text/xml').map(({ text }) => readXml(text).root);
    expect(xml).toEqual(['errors', 'errors']);
    for (const { body } of answers.filter(({ type }) => type === 'application/json')) {
      expect(schemaErrors('errors', body)).toEqual([]);
    }
  });

  it('come by GET and HEAD; other methods are answered with the allowed ones', async () => {
    const head = await test.api.head('/open311/v2/requests.json');
    expect([head.status, head.text, head.type]).toEqual([200, undefined, 'application/json']);
    const deleted = await test.api.delete('/open311/v2/services.xml');
    expect([deleted.headers.allow, ...refusalOf(deleted)]).toEqual([
      'GET, HEAD, OPTIONS',
      405,
      'Only GET, HEAD, OPTIONS are available here.',
    ]);
    const options = await test.api.options('/open311/v2/requests.json');
    expect([options.status, options.headers.allow]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
  });

  it('are in the OpenAPI document with all the others', async () => {
    const { body } = await test.api.get('/api/openapi.json');
    const paths = Object.keys(body.paths as object).filter((path) => path.startsWith('/open311/'));
    expect(paths).toEqual([
      '/open311/v2/discovery.{format}',
      '/open311/v2/services.{format}',
      '/open311/v2/services/{service_code}.{format}',
      '/open311/v2/requests.{format}',
      '/open311/v2/requests/{service_request_id}.{format}',
      '/open311/v2/tokens/{token}.{format}',
      '/open311/v2/servicerequestupdates.{format}',
    ]);
  });
});

describe('GeoReport’s limits and errors', () => {
  it('are reported in its own format', async () => {
    const test = await startOpen311({ limits: { requestsPerMinute: 1 } });
    try {
      await test.get('services.xml');
      const limited = await test.get('services.xml');
      expect(limited.headers['retry-after']).toMatch(/^\d+$/);
      expect(refusalOf(limited)[0]).toBe(429);
    } finally {
      await test.stop();
    }
  });

  it('do not reveal what went wrong on our side', async () => {
    const test = await startOpen311();
    try {
      const reader = test.db.sequelize.query.bind(test.db.sequelize);
      test.db.sequelize.query = (() => Promise.reject(new Error('secret of the house'))) as typeof reader;
      const failed = await test.get('requests.xml');
      test.db.sequelize.query = reader;
      expect(refusalOf(failed)).toEqual([500, 'The request could not be carried out. It has been noted.']);
      expect(failed.text).not.toContain('secret');
    } finally {
      await test.stop();
    }
  });
});
