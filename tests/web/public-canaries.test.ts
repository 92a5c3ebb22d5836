import { publishEvents } from '../../database/stores/event-positions';
import { PAGE_ROUTES } from '../../web/create-pages';
import { FILING, type Filed } from '../support/api-under-test';
import { startPages, type PagesUnderTest } from './pages-under-test';

const PRIVATE = {
  description: 'Kenari deskripsi: pagar rumah miring.',
  location: { latitude: -1.62345, longitude: 103.60987, address: 'Kenari alamat 17' },
  reporter: { name: 'Kenari Nama', email: 'kenari.surel@warga.example', phone: '+6281100004711' },
};
const CANARIES = ['Kenari', 'kenari.surel', '0000 4711', '00004711', '1.6234', '103.6098'];
/** The number of public complaints; small enough that one more would show. */
const OPEN = 12;

describe('what is private', () => {
  let test: PagesUnderTest;
  let officer: string;
  let strangers: Record<string, string | null>;
  let shown: Filed;
  let secret: Filed;
  let before: string[];
  let after: string[];

  const act = async (filed: Filed, name: string, body: object = {}, bearer = officer) => {
    const { status } = await test.act(filed.trackingCode, name, bearer, body);
    expect(status).toBe(200);
  };

  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
    strangers = {
      nobody: null,
      application: await test.key('application'),
      'another agency': await test.key('officer', 'dlh'),
    };
    for (let index = 0; index < OPEN; index += 1) {
      shown = await test.fileAssigned(FILING);
      await act(shown, 'acknowledge');
    }
    before = await figures();
    secret = await fileTheConfidential();
    after = await figures();
    await fileTheOthers();
    await publishEvents(test.db, { limit: 1_000 });
  });
  afterAll(() => test.stop());

  async function fileTheConfidential(): Promise<Filed> {
    const filed = await test.fileAssigned({ ...PRIVATE, confidential: true });
    await act(filed, 'acknowledge');
    await act(filed, 'notes', { text: 'Kenari catatan umum.', public: true });
    await act(filed, 'resolve', { note: 'Kenari jawaban.' });
    await act(filed, 'rating', { stars: 1, text: 'Kenari nilai.' }, filed.reporterToken);
    await act(filed, 'reopen', { reason: 'partly', text: 'Kenari keberatan.' }, filed.reporterToken);
    return filed;
  }

  /** One that nobody has accepted yet, one hidden, one rejected and one withdrawn. */
  async function fileTheOthers(): Promise<void> {
    const [, hidden, rejected, withdrawn] = [
      await test.fileAssigned(PRIVATE),
      await test.fileAssigned(PRIVATE),
      await test.fileAssigned(PRIVATE),
      await test.fileAssigned(PRIVATE),
    ];
    await act(hidden, 'acknowledge');
    await act(hidden, 'visibility', { hidden: true });
    await act(rejected, 'reject', { reason: 'private_dispute', note: 'Kenari alasan.' });
    await act(withdrawn, 'withdraw', {}, withdrawn.reporterToken);
  }

  const load = async (address: string, bearer: string | null) => {
    const call = test.api.get(address).buffer(true);
    return bearer === null ? call : call.set('Authorization', `Bearer ${bearer}`);
  };

  /** Every number that the public is told. */
  async function figures(): Promise<string[]> {
    const by = ['agency', 'category', 'month'];
    const tables = await Promise.all(by.map((each) => load(`/api/v1/statistics?by=${each}`, null)));
    const { text } = await load('/complaints', null);
    const counts = /(\d+) terbuka · (\d+) selesai minggu ini/.exec(text)?.[0] ?? 'none';
    return [...tables.map(({ body }) => JSON.stringify(body.items ?? body.rows)), counts];
  }

  /** Every address that can be read, from the OpenAPI document and the list of pages: none is forgotten. */
  async function addresses(): Promise<string[]> {
    const { body } = await test.api.get('/api/openapi.json');
    const operations = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      'get' in methods ? [path] : [],
    );
    const pages = PAGE_ROUTES.filter(({ get, options }) => get && !options.needs && !options.isAutomatic);
    return [...operations, ...pages.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'))].map(fillIn);
  }

  function fillIn(path: string): string {
    const { latitude, longitude } = PRIVATE.location;
    const query = path.endsWith('/nearby')
      ? `?latitude=${latitude}&longitude=${longitude}&category=jalan`
      : path.endsWith('/statistics')
        ? '?by=agency'
        : '';
    return (
      path
        .replace('{code}', secret.trackingCode)
        .replace('{service_request_id}', secret.trackingCode)
        .replace('{token}', secret.trackingCode)
        .replace('{service_code}', 'jalan')
        .replace('{format}', 'json')
        .replaceAll(/\{\w+\}/g, secret.id) + query
    );
  }

  it.each(['nobody', 'application', 'another agency'])('is found nowhere by %s', async (who) => {
    const found: string[] = [];
    const all = await addresses();
    for (const address of [...all, '/complaints?q=Kenari', '/api/v1/complaints?q=Kenari&limit=100']) {
      const { text, headers } = await load(address, strangers[who] ?? null);
      const response = `${text}${JSON.stringify(headers)}`;
      found.push(
        ...CANARIES.filter((canary) => response.replaceAll(address, '').includes(canary)).map(
          (canary) => `${address}: ${canary}`,
        ),
      );
    }
    // Pages repeat what was searched for.
    expect(found.filter((each) => !each.startsWith('/complaints?q=Kenari: Kenari'))).toEqual([]);
    expect(all.length).toBeGreaterThan(50);
  });

  it('has its tracking code in no collection', async () => {
    for (const address of (await addresses()).filter((each) => !each.includes(secret.trackingCode))) {
      const { text } = await load(address, null);
      expect([address, text.includes(secret.trackingCode)]).toEqual([address, false]);
    }
    for (const collection of [
      '/api/v1/exports/complaints.csv',
      '/complaints.geojson',
      '/open311/v2/requests.json',
    ]) {
      const { text, status } = await load(collection, null);
      expect([status, text.includes(shown.trackingCode)]).toEqual([200, true]);
    }
  });

  it('changes no public figure if it is confidential', () => {
    expect(before.join()).toContain(`${OPEN} terbuka`);
    expect(before.join()).toContain(`"received":${OPEN}`);
    expect(after).toEqual(before);
  });
});
