import { loadCityPack } from '../../../city/load-city-pack';
import { createReporterStore } from '../../../database/stores/reporter-store';
import { kotaJambi } from '../../city/pack-folders';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { FILING, type Filed } from '../../support/api-under-test';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const CANARY = 'Kenari-51c0';
const DOCUMENTS = [
  ['/complaints/feed.rss', CANARY, 'public, no-cache'],
  ['/complaints.geojson', String(FILING.location.latitude), 'public, no-cache'],
  ['/complaints', CANARY, 'private, no-cache'],
  ['/api/v1/complaints', CANARY, 'no-cache'],
  ['/open311/v2/requests.json', CANARY, 'no-store'],
] as const;

describe('a complaint that stops being public', () => {
  let database: TestDatabase;
  let here: PagesUnderTest;
  let elsewhere: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    const on = { city: await loadCityPack(kotaJambi), database };
    here = await startPages({ on });
    elsewhere = await startPages({ on });
    officer = await here.key('officer', 'pupr');
  });
  afterAll(async () => {
    await elsewhere.stop();
    await here.stop();
    await database.drop();
  });

  const act = (filed: Filed, name: string, body: object, bearer = officer) =>
    here.act(filed.trackingCode, name, bearer, body);
  const ways: [string, (filed: Filed) => Promise<unknown>][] = [
    ['hidden', (filed) => act(filed, 'visibility', { hidden: true }).expect(200)],
    ['refused', (filed) => act(filed, 'reject', { reason: 'private_dispute', note: 'Bukan.' }).expect(200)],
    ['withdrawn', (filed) => act(filed, 'withdraw', {}, filed.reporterToken).expect(200)],
    ['erased', ({ id }) => createReporterStore(here).erase({ complaintId: id, actor: 'test' })],
    [
      'made confidential',
      ({ id }) => here.db.sequelize.query(`UPDATE complaints SET confidential = true WHERE id = '${id}'`),
    ],
  ];

  it.each(ways)('is gone from all lists of every process as soon as it is %s', async (_how, takeBack) => {
    const filed = await here.fileAssigned({ description: `${CANARY} lubang di depan rumah.` });
    await act(filed, 'acknowledge', {});
    await showing(filed, true);
    await takeBack(filed);
    await showing(filed, false);
  });

  async function showing({ trackingCode }: Filed, isShown: boolean): Promise<void> {
    for (const { page } of [here, elsewhere]) {
      for (const [address, secret, caching] of DOCUMENTS) {
        // Each case asks for a document of its own, so that none is fresh by chance.
        const { text, headers } = await page(`${address}?q=${trackingCode}`);
        expect([address, text.includes(secret)]).toEqual([address, isShown]);
        expect(headers['cache-control']).toBe(caching);
      }
    }
  }
});
