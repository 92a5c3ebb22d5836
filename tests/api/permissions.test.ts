import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { FILING, startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';
import { drawn } from '../photos/sample-photos';

const WHO = [
  ...['officer', 'supervisor', 'head', 'foreign officer', 'foreign supervisor', 'foreign head'],
  ...['command centre', 'administrator', 'application', 'foreign application'],
  ...['reporter', 'foreign reporter', 'anonymous', 'revoked'],
] as const;
type Who = (typeof WHO)[number];

/** Who gets which status; everybody who is not named gets that of `others`. */
interface Row {
  method?: 'get' | 'patch' | 'delete';
  path: (at: {
    code: string;
    photo: string;
    key: string;
    member: string;
    outage: string;
    webhook: string;
    delivery: string;
  }) => string;
  body?: (at: { earlier: string; member: string }) => object;
  /** An act of the agency that has to come first. */
  after?: keyof typeof BEFORE;
  /** Whether its path names a photo, or a key. */
  photo?: boolean;
  key?: boolean;
  /** Whether its path names a webhook, or one of its deliveries. */
  webhook?: boolean;
  allowed: { who: readonly Who[]; status: string };
  others: string;
}

type At = Filed & { photo: string };

const BEFORE = { resolve: { note: 'Selesai.' }, ask: { question: 'Di sisi mana?' } };

/** A device's subscription; nobody listens there. */
const PHONE = {
  endpoint: 'http://127.0.0.1:9/push/1',
  keys: {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  },
};

const AGENCY: Who[] = ['officer', 'supervisor', 'head', 'command centre'];
const LEADERS: Who[] = ['supervisor', 'head', 'command centre'];
const FOREIGN: Who[] = ['foreign officer', 'foreign supervisor', 'foreign head'];
const REPORTER: Who[] = ['reporter', 'application'];
const APPLICATIONS: Who[] = ['application', 'foreign application'];

const staff = (act: string, body?: Row['body'], who = AGENCY): Row => ({
  path: ({ code }) => `/complaints/${code}/${act}`,
  body,
  allowed: { who, status: '200' },
  others: '404',
});
const reporters = (act: string, body?: Row['body'], after?: Row['after']): Row => ({
  ...staff(act, body, REPORTER),
  after,
});
const open = (method: 'get' | undefined, path: Row['path'], status = '200', body?: Row['body']): Row => ({
  method,
  path,
  body,
  allowed: { who: [], status },
  others: status,
});
const photo = (variant: string): Row => ({
  method: 'get',
  photo: true,
  path: (at) => `/photos/${at.photo}/${variant}`,
  allowed: { who: [...AGENCY, ...REPORTER, 'administrator'], status: '200' },
  others: '404',
});
const administration = (
  row: Pick<Row, 'method' | 'path' | 'body' | 'key' | 'webhook'>,
  status: string,
): Row => ({
  ...row,
  allowed: { who: ['administrator'], status },
  others: '404',
});

const ofWebhook = (method: Row['method'], rest: string, status: string): Row =>
  administration(
    {
      ...{ method, webhook: true },
      path: ({ webhook, delivery }) => `/webhooks/${webhook}${rest.replace(':delivery', delivery)}`,
    },
    status,
  );

const ofOutages = (row: Pick<Row, 'method' | 'path' | 'body'>, status: string): Row => ({
  ...row,
  allowed: { who: ['command centre'], status },
  others: '404',
});

const { latitude, longitude } = FILING.location;
const AUTHOR = { by: 'test' };
const MEMBER = { name: 'Budi', role: 'officer', agency: 'dishub', language: 'id' } as const;

/** One row for each operation of the OpenAPI document; the test fails for one that has none. */
const TABLE: Record<string, Row> = {
  fileComplaint: open(
    undefined,
    () => '/complaints',
    '201',
    () => FILING,
  ),
  listComplaints: open('get', () => '/complaints'),
  nearbyComplaints: open(
    'get',
    () => `/complaints/nearby?latitude=${latitude}&longitude=${longitude}&category=jalan`,
  ),
  getStatistics: open('get', () => '/statistics'),
  getComplaint: open('get', ({ code }) => `/complaints/${code}`),
  acknowledge: staff('acknowledge'),
  start: staff('start'),
  resolve: staff('resolve', () => ({ note: 'Selesai.' })),
  reject: staff('reject', () => ({ reason: 'already_handled' })),
  reassign: staff('reassign', () => ({ agency: 'dlh', reason: 'Sampah.' })),
  extend: staff('extend', () => ({ hours: 24, reason: 'Hujan.' }), LEADERS),
  notes: staff('notes', () => ({ text: 'Catatan.' })),
  merge: staff('merge', ({ earlier }) => ({ into: earlier })),
  ask: staff('ask', () => ({ question: 'Di sisi mana?' })),
  assign: staff('assign', () => ({ officer: null })),
  nudge: staff('nudge', undefined, LEADERS),
  take_over: staff('take-over', () => ({ reason: 'Terlalu lama.' }), ['command centre']),
  confirm: reporters('confirm', undefined, 'resolve'),
  reopen: reporters('reopen', () => ({ reason: 'partly', text: 'Belum.' }), 'resolve'),
  tell: reporters('tell', () => ({ answeredAt: new Date().toISOString() }), 'resolve'),
  startPush: { ...reporters('push', () => PHONE), allowed: { who: REPORTER, status: '204' } },
  endPush: {
    ...reporters('push/end', () => ({ endpoint: PHONE.endpoint })),
    allowed: { who: REPORTER, status: '204' },
  },
  withdraw: reporters('withdraw'),
  answer: reporters('answer', () => ({ text: 'Kiri.' }), 'ask'),
  supportComplaint: open(undefined, ({ code }) => `/complaints/${code}/support`),
  rateComplaint: reporters('rating', () => ({ stars: 4 }), 'resolve'),
  changeVisibility: staff('visibility', () => ({ hidden: true })),
  blurPhoto: {
    photo: true,
    path: (at) => `/photos/${at.photo}/blur`,
    body: () => ({ areas: [{ x: 0, y: 0, width: 0.5, height: 0.5 }] }),
    allowed: { who: AGENCY, status: '200' },
    others: '404',
  },
  getPhoto: photo('full'),
  getThumbnail: photo('thumbnail'),
  exportCsv: open('get', () => '/exports/complaints.csv'),
  exportGeojson: open('get', () => '/exports/complaints.geojson'),
  listEvents: {
    method: 'get',
    path: () => '/events?limit=1',
    allowed: {
      who: [
        ...AGENCY,
        'foreign officer',
        'foreign supervisor',
        'foreign head',
        'administrator',
        ...APPLICATIONS,
      ],
      status: '200',
    },
    others: '401',
  },
  getForecast: {
    method: 'get',
    path: () => '/forecast',
    allowed: { who: [...AGENCY, ...FOREIGN, 'administrator'], status: '200' },
    others: '404',
  },
  categories: open('get', () => '/categories'),
  agencies: open('get', () => '/agencies'),
  city: open('get', () => '/city'),
  listOutages: ofOutages({ method: 'get', path: () => '/agencies/dlh/outages' }, '200'),
  declareOutage: ofOutages(
    { path: () => '/agencies/dlh/outages', body: () => ({ hours: 24, reason: 'Banjir.' }) },
    '201',
  ),
  previewOutage: ofOutages(
    { path: () => '/agencies/dlh/outages/preview', body: () => ({ hours: 24 }) },
    '200',
  ),
  undoOutage: ofOutages({ path: ({ outage }) => `/agencies/dishub/outages/${outage}/undo` }, '200'),
  listApiKeys: administration({ method: 'get', path: () => '/api-keys' }, '200'),
  createApiKey: administration(
    { path: () => '/api-keys', body: () => ({ role: 'command_centre', label: 'Ruang kendali' }) },
    '201',
  ),
  listStaff: administration({ method: 'get', path: () => '/staff?q=budi' }, '200'),
  addStaff: administration(
    { path: () => '/staff', body: ({ member }) => ({ ...MEMBER, email: `${member}@new.example` }) },
    '201',
  ),
  getStaff: administration({ method: 'get', path: ({ member }) => `/staff/${member}` }, '200'),
  changeStaff: administration(
    { method: 'patch', path: ({ member }) => `/staff/${member}`, body: () => ({ role: 'supervisor' }) },
    '200',
  ),
  deactivateStaff: administration({ path: ({ member }) => `/staff/${member}/deactivate` }, '200'),
  reactivateStaff: administration({ path: ({ member }) => `/staff/${member}/reactivate` }, '200'),
  endStaffSessions: administration(
    { method: 'delete', path: ({ member }) => `/staff/${member}/sessions` },
    '204',
  ),
  rotateApiKey: administration({ key: true, path: ({ key }) => `/api-keys/${key}/rotate` }, '200'),
  revokeApiKey: administration({ method: 'delete', key: true, path: ({ key }) => `/api-keys/${key}` }, '204'),
  listWebhooks: administration({ method: 'get', path: () => '/webhooks' }, '200'),
  addWebhook: administration(
    { path: () => '/webhooks', body: () => ({ url: 'http://127.0.0.1:9/hooks', label: 'JCOC' }) },
    '201',
  ),
  getWebhook: ofWebhook('get', '', '200'),
  changeWebhook: ofWebhook('patch', '', '200'),
  removeWebhook: ofWebhook('delete', '', '204'),
  rotateWebhookSecret: ofWebhook(undefined, '/secret', '201'),
  pingWebhook: ofWebhook(undefined, '/ping', '202'),
  listWebhookDeliveries: ofWebhook('get', '/deliveries', '200'),
  getWebhookDelivery: ofWebhook('get', '/deliveries/:delivery', '200'),
  replayWebhookDelivery: ofWebhook(undefined, '/deliveries/:delivery/replay', '202'),
};

describe('every operation of the API', () => {
  let test: ApiUnderTest;
  let bearers: Record<Exclude<Who, 'reporter'>, string | null>;
  let agency: string;
  let earlier: Filed;
  let outage: string;
  beforeAll(async () => {
    test = await startApi();
    agency = await test.key('officer', 'pupr');
    const revoked = await test.deps.apiKeys.create(
      { role: 'command_centre', agency: null, label: 'alt' },
      AUTHOR,
    );
    await test.deps.apiKeys.revoke(revoked.id, AUTHOR);
    bearers = {
      officer: await test.key('officer', 'pupr'),
      supervisor: await test.key('supervisor', 'pupr'),
      head: await test.key('agency_head', 'pupr'),
      'foreign officer': await test.key('officer', 'dlh'),
      'foreign supervisor': await test.key('supervisor', 'dlh'),
      'foreign head': await test.key('agency_head', 'dlh'),
      'command centre': await test.key('command_centre'),
      administrator: await test.key('administrator'),
      application: await test.key('application'),
      'foreign application': await test.key('application'),
      'foreign reporter': (await test.file()).reporterToken,
      anonymous: null,
      revoked: revoked.key,
    };
    earlier = await test.fileAssigned();
    const declared = await test.api
      .post('/api/v1/agencies/dishub/outages')
      .set('Authorization', `Bearer ${bearers['command centre']}`)
      .send({ hours: 24, reason: 'Banjir.' });
    outage = declared.body.id;
  });
  afterAll(() => test.stop());

  /** A complaint that the application filed; its content is private, since nobody has acted on it. */
  async function fresh(row?: Row): Promise<At> {
    const filed = row === undefined || row.photo ? await fileWithPhoto() : await test.file({}, application());
    await test.assign(filed.id);
    if (row?.after) await test.act(filed.trackingCode, row.after, agency, BEFORE[row.after]);
    const photo = row?.photo && (await test.db.models.Photo.findOne({ where: { complaintId: filed.id } }));
    return { ...filed, photo: photo ? photo.id : 'none' };
  }

  const application = () => bearers.application ?? '';

  async function fileWithPhoto(): Promise<Filed> {
    const response = await test.api
      .post('/api/v1/complaints')
      .set('Authorization', `Bearer ${application()}`)
      .field('data', JSON.stringify(FILING))
      .attach('photos', await drawn(20, 20).png().toBuffer(), 'a.png');
    return response.body as Filed;
  }

  async function newKey(): Promise<string> {
    return (await test.deps.apiKeys.create({ role: 'application', agency: null, label: 'baru' }, AUTHOR)).id;
  }

  async function newMember(): Promise<string> {
    const email = `${randomUUID()}@dishub.example`;
    return (await test.deps.staff.add({ ...MEMBER, email }, { by: 'test' })).id;
  }

  async function newWebhook(): Promise<{ webhook: string; delivery: string }> {
    const { webhooks } = test.deps;
    const filters = { types: [], agencies: [], categories: [], includeConfidential: false };
    const settings = { url: 'http://127.0.0.1:9/hooks', label: 'JCOC', ...filters };
    const endpoint = (await webhooks.list())[0] ?? (await webhooks.add(settings, AUTHOR)).endpoint;
    return { webhook: endpoint.id, delivery: (await webhooks.ping(endpoint.id))?.id ?? 'none' };
  }

  async function send(row: Row, who: Who, at: At): Promise<string> {
    const key = row.key ? await newKey() : 'none';
    const member = await newMember();
    const hook = row.webhook ? await newWebhook() : { webhook: 'none', delivery: 'none' };
    const path = `/api/v1${row.path({ outage, code: at.trackingCode, photo: at.photo, key, member, ...hook })}`;
    const bearer = who === 'reporter' ? at.reporterToken : bearers[who];
    const call = test.api[row.method ?? 'post'](path);
    if (bearer) void call.set('Authorization', `Bearer ${bearer}`);
    const sends = row.method === undefined || row.method === 'patch';
    const body = row.body?.({ earlier: earlier.trackingCode, member }) ?? {};
    const response = await (sends ? call.send(body) : call);
    return String(response.status);
  }

  it('has a row in the table', async () => {
    const { body } = await test.api.get('/api/openapi.json');
    // Open311 has keys, errors and a table of its own (tests/api/open311).
    const own = Object.entries(body.paths).filter(([path]) => !path.startsWith('/open311/'));
    const paths = own.map(([, path]) => path) as Record<string, { operationId: string }>[];
    const ids = paths.flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(Object.keys(TABLE).sort()).toEqual(ids.sort());
  });

  it.each(Object.keys(TABLE))('%s answers each caller as its row says', async (id) => {
    const row = TABLE[id] as Row;
    const statuses: Partial<Record<Who, string>> = {};
    let shared = await fresh(row);
    for (const who of WHO) {
      statuses[who] = await send(row, who, shared);
      const acted = row.allowed.who.includes(who);
      if (!acted || row.method === 'get') continue;
      shared = await fresh(row);
    }
    const expected = WHO.map((who) => {
      if (who === 'revoked') return [who, '401'];
      return [who, row.allowed.who.includes(who) ? row.allowed.status : row.others];
    });
    expect(statuses).toEqual(Object.fromEntries(expected));
  });

  it('shows each viewer their part of a complaint, and no more', async () => {
    const filed = await fresh();
    const views: Partial<Record<Who, string>> = {};
    for (const who of WHO.filter((each) => each !== 'revoked')) {
      const bearer = who === 'reporter' ? filed.reporterToken : bearers[who];
      const { body } = await test.get(filed.trackingCode, bearer ?? undefined);
      const content = body.description === null ? 'public' : 'hidden' in body ? 'staff' : 'own';
      views[who] = body.reporter ? `${content}, contact` : content;
    }
    expect(views).toEqual({
      officer: 'staff, contact',
      supervisor: 'staff, contact',
      head: 'staff, contact',
      'command centre': 'staff, contact',
      administrator: 'staff',
      reporter: 'own, contact',
      application: 'own',
      'foreign officer': 'public',
      'foreign supervisor': 'public',
      'foreign head': 'public',
      'foreign application': 'public',
      'foreign reporter': 'public',
      anonymous: 'public',
    });
  });
});
