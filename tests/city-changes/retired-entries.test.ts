import type { IncomingMessage } from 'node:http';
import { everyOf, SORTED_BY, type SortedBy } from '../../city/directory';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { seedCity } from '../../cli/seed/seed-city';
import { selectRows } from '../../database/select-rows';
import { requireFittingPack } from '../../database/stores/compare-pack';
import { createPolicyStore } from '../../database/stores/policy-store';
import type { StaffRole } from '../../database/stores/staff-store';
import { PAGE_ROUTES } from '../../web/create-pages';
import { kotaJambi } from '../city/pack-folders';
import { FILING } from '../support/api-under-test';
import { inForm, IS_LONG } from '../support/long-form';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { startDesk, type DeskUnderTest, type Person } from '../web/desk/desk-under-test';
import { retired, type Retiring } from './changed-pack';
import { followCityOf } from './follow-city-of';

const COMPLAINTS = { complaints: 400, days: 8 };

/** One of each kind, and an agency both ways; the long form takes all of them. */
const SAMPLE: readonly Retiring[] = [
  { kind: 'categories', code: 'kebersihan', successor: 'drainase' },
  { kind: 'agencies', code: 'dishub', successor: 'pupr', openCases: 'hand_over' },
  { kind: 'agencies', code: 'pupr', successor: 'dlh', openCases: 'finish' },
  { kind: 'districts', code: 'jelutung', successor: 'paal-merah' },
];

const CODES: Record<SortedBy, readonly string[]> = {
  categories: [
    ...['jalan', 'infrastruktur', 'drainase', 'kebersihan'],
    ...['lampu-jalan', 'parkir', 'air-bersih', 'pelayanan-umum'],
  ],
  agencies: ['pupr', 'dlh', 'dishub', 'tirta-mayang', 'organisasi'],
  districts: [
    ...['telanaipura', 'jambi-selatan', 'jambi-timur', 'pasar-jambi', 'pelayangan', 'danau-teluk'],
    ...['kota-baru', 'jelutung', 'alam-barajo', 'danau-sipin', 'paal-merah'],
  ],
};

/** Each entry has the next one of its list as its successor. */
const ALL: readonly Retiring[] = SORTED_BY.flatMap((kind) =>
  CODES[kind].flatMap((code, at, codes): Retiring[] => {
    const successor = codes[(at + 1) % codes.length] ?? '';
    if (kind !== 'agencies') return [{ kind, code, successor }];
    return (['hand_over', 'finish'] as const).map((openCases) => ({ kind, code, successor, openCases }));
  }),
);

const WANTED = inForm({ short: SAMPLE, long: ALL });
const ROWS = WANTED.map((retiring) => ({ ...retiring, openCases: retiring.openCases ?? ('' as const) }));

const COLUMN: Record<SortedBy, string> = {
  agencies: 'agency',
  categories: 'category',
  districts: 'district',
};

/** What `PAGE_ROUTES` does not cover: lists and files of the API, Open311, and pages with a query. */
const MORE = [
  ...['/api/v1/categories', '/api/v1/agencies', '/api/v1/city', '/api/v1/complaints?limit=100'],
  ...['/api/v1/events', '/api/v1/statistics', '/api/v1/forecast', '/api/v1/openapi.json'],
  ...['/api/v1/exports/complaints.csv', '/api/v1/exports/complaints.geojson'],
  ...['/open311/v2/services.json', '/open311/v2/services.xml'],
  ...['/open311/v2/requests.json', '/open311/v2/requests.xml'],
  ...['/statistics?months=36', '/statistics.csv?by=agency', '/statistics.csv?by=category'],
  ...['/command-centre?by=category', '/command-centre?by=district', '/complaints?status=resolved'],
];

/** The pages that the sample opens in each role: those that are meant for it. */
const OWN_PAGES: Partial<Record<StaffRole, RegExp>> = {
  officer: /^\/(desk|forecast|statistics|exports|account)/,
  supervisor: /^\/desk/,
  command_centre: /^\/(desk|forecast|statistics|exports|command-centre|api|open311)/,
  administrator: /^\/(admin|command-centre)/,
};

function isFor(person: Person | undefined, address: string): boolean {
  if (IS_LONG || !person) return true;
  return OWN_PAGES[person.member.role]?.test(address) ?? false;
}

interface Case {
  id: string;
  trackingCode: string;
}

describe('the entries of the default pack', () => {
  it('are all among those that the long form retires', async () => {
    const city = await loadCityPack(kotaJambi);
    for (const kind of SORTED_BY) expect(CODES[kind]).toEqual(city[kind].map(({ code }) => code));
  });
});

describe.each(ROWS)(
  'a city that retires $code of its $kind $openCases',
  ({ kind, code, successor, ...row }) => {
    let database: TestDatabase;
    let city: CityPack;
    let test: DeskUnderTest;
    let people: Person[];
    let cases: Case[];
    beforeAll(async () => {
      database = await createTestDatabase();
      const before = await loadCityPack(kotaJambi);
      await createPolicyStore(database).save(before.policy);
      const seeding = { databaseUrl: database.url, db: database.db, now: Date.now(), beginning: 7 };
      await seedCity({ ...seeding, city: { ...before, themes: [] }, ...COMPLAINTS });
      cases = await selectRows<Case>(database.db, {
        sql: `SELECT DISTINCT ON (status, published) id, tracking_code AS "trackingCode" FROM complaints
        WHERE ${COLUMN[kind]} = $1 ORDER BY status, published, id`,
        bind: [code],
      });
      const openCases = row.openCases === '' ? {} : { openCases: row.openCases };
      city = await retired({ kind, code, successor, ...openCases });
      await requireFittingPack(database.db, city);
      test = await startDesk({ on: { city, database } });
      const agency = kind === 'agencies' ? code : 'pupr';
      people = await Promise.all([
        test.signIn({ role: 'officer', agency }),
        test.signIn({ role: 'supervisor', agency }),
        test.signIn({ role: 'command_centre', agency: null }),
        test.signIn({ role: 'administrator', agency: null }),
      ]);
    });
    afterAll(async () => {
      await test?.stop();
      await database?.drop();
    });

    async function open(address: string, person?: Person): Promise<{ status: number; text: string }> {
      const { status, text } = await test.api
        .get(address)
        .set('Cookie', person?.cookie ?? '')
        .buffer(true)
        .parse(address.includes('/live') ? leave : (undefined as never));
      return { status, text: text ?? '' };
    }

    function addressesOf({ id, trackingCode }: Case): string[] {
      const signed = (purpose: 'reporter' | 'confirm' | 'stop' | 'act', recipient: string) =>
        `${trackingCode}?t=${test.sign({ complaintId: id, recipient, purpose, generation: 1 })}`;
      return [
        `/track/${trackingCode}`,
        `/my/${signed('reporter', `reporter:${id}`)}`,
        `/act/${signed('act', `agency:${kind === 'agencies' ? code : 'pupr'}`)}`,
        `/act/${signed('act', 'command_centre:jcoc')}`,
        `/desk/complaints/${trackingCode}`,
        `/api/v1/complaints/${trackingCode}`,
        `/open311/v2/requests/${trackingCode}.json`,
      ];
    }

    /** Opens every page as everybody, and complaints of each status as whoever sees most of them. */
    async function openEverything(): Promise<{ issues: string[]; named: string[] }> {
      const places = PAGE_ROUTES.filter(({ get }) => get).map(({ path }) =>
        path.replace(':code', cases[0]?.trackingCode ?? '').replace(/:\w+/g, cases[0]?.id ?? ''),
      );
      const filters = [`/desk?${COLUMN[kind]}=${code}`, `/command-centre?${COLUMN[kind]}=${code}`];
      const addresses = [...places, ...MORE, ...filters];
      const centre = people.find(({ member }) => member.role === 'command_centre');
      const looks = [
        ...[undefined, ...people].flatMap((person) =>
          addresses.filter((address) => isFor(person, address)).map((address) => ({ address, person })),
        ),
        ...cases.flatMap(addressesOf).map((address) => ({ address, person: centre })),
      ];
      const issues: string[] = [];
      const named: string[] = [];
      for (const { address, person } of looks) {
        const { status, text } = await open(address, person);
        if (status >= 500) issues.push(`${status} ${address} (${person?.member.role ?? 'anybody'})`);
        if (nameOf(city, kind, code).some((name) => text.includes(name))) named.push(address);
      }
      return { issues, named };
    }

    const countOpen = async () => {
      const [found] = await selectRows<{ count: number }>(database.db, {
        sql: `SELECT count(*)::int AS count FROM complaints WHERE ${COLUMN[kind]} = $1
        AND status IN ('submitted', 'assigned', 'acknowledged', 'in_progress') AND NOT taken_over`,
        bind: [code],
      });
      return found?.count;
    };

    it('shows every page with its name, before and after it has caught up on its open cases', async () => {
      const { issues, named } = await openEverything();
      expect(issues).toEqual([]);
      expect(named).toEqual(expect.arrayContaining([`/desk/complaints/${cases[0]?.trackingCode}`]));
      expect(await countOpen()).toBeGreaterThan(0);
      await followCityOf(test);
      if (row.openCases !== 'hand_over') return expect(await countOpen()).toBeGreaterThan(0);
      expect(await countOpen()).toBe(0);
      expect((await openEverything()).issues).toEqual([]);
    });

    it('offers it to nobody who is filing, and names its successor to an application that uses it', async () => {
      const { body } = await test.api.get(`/api/v1/${kind === 'districts' ? 'city' : kind}`);
      const offered = (kind === 'districts' ? body.districts : body.items) as { code: string }[];
      expect(offered.map((each) => each.code)).not.toContain(code);
      const entries = kind === 'districts' ? body.retiredDistricts : body.retired;
      expect(entries).toMatchObject([{ code, since: '2026-11-30', successor }]);
      if (kind === 'agencies') return;
      const filing = {
        categories: { ...FILING, category: code },
        districts: { ...FILING, location: { district: code, address: 'Jl. Merdeka 12' } },
      }[kind];
      const refused = await test.api.post('/api/v1/complaints').send(filing);
      expect([refused.status, refused.body.detail]).toEqual([
        422,
        expect.stringContaining(`is not in use since 2026-11-30: its successor is "${successor}"`),
      ]);
      const { text } = await open(kind === 'categories' ? '/file/what' : '/file/where');
      expect(text).not.toContain(`value="${code}"`);
    });
  },
);

function nameOf(city: CityPack, kind: SortedBy, code: string): string[] {
  const entry = everyOf(city, kind).find((each) => each.code === code);
  if (!entry) throw new Error(`nothing has the code "${code}"`);
  return 'name' in entry ? [entry.name] : Object.values(entry.names);
}

/** A stream goes on for as long as somebody listens. */
function leave(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  (response as IncomingMessage).destroy();
  done(null, null);
}
