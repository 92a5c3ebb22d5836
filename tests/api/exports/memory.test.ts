import { createPolicyStore } from '../../../database/stores/policy-store';
import { loadCityPack } from '../../../city/load-city-pack';
import { kotaJambi } from '../../city/pack-folders';
import { startApiProcess } from '../../support/api-process';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';
import { fileMany } from './exports-under-test';

const ROWS = 100_000;
const MB_ABOVE_IDLE = 100;
/** With more room V8 would leave garbage uncollected; with this heap the export fits or the process dies. */
const HEAP_MB = 192;
const PATIENCE_MS = 180_000;

describe('a file of 100,000 complaints', () => {
  let database: TestDatabase;
  let api: Awaited<ReturnType<typeof startApiProcess>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    await createPolicyStore(database).save((await loadCityPack(kotaJambi)).policy);
    await fileMany(database, { rows: ROWS, words: 40 });
    await database.db.sequelize.query('ANALYZE complaints');
    api = await startApiProcess({ databaseUrl: database.url, heapMb: HEAP_MB });
  }, PATIENCE_MS);
  afterAll(async () => {
    await api.stop();
    await database.drop();
  });

  it.each([
    ['csv', ROWS + 1],
    ['geojson', ROWS + 2],
  ])(
    'takes at most 100 MB more than an idle API: %s',
    async (ending, lines) => {
      // The first request of a kind loads and compiles code, which stays.
      await (await fetch(`${api.url}/api/v1/exports/complaints.${ending}?q=SK-1`)).text();
      const idle = await api.memoryMb();
      let ends = 0;
      const peak = await api.peakMb(async () => {
        const response = await fetch(`${api.url}/api/v1/exports/complaints.${ending}`);
        for await (const chunk of response.body ?? [])
          ends += Buffer.from(chunk).filter((byte) => byte === 10).length;
      });
      expect(ends).toBe(lines);
      expect(peak - idle).toBeLessThan(MB_ABOVE_IDLE);
    },
    PATIENCE_MS,
  );
});
