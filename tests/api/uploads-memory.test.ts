import { loadCityPack } from '../../city/load-city-pack';
import { createPolicyStore } from '../../database/stores/policy-store';
import { kotaJambi } from '../city/pack-folders';
import { FILING } from '../support/api-under-test';
import { startApiProcess } from '../support/api-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { drawn } from '../photos/sample-photos';

const MEGABYTE = 1024 * 1024;
const PHOTOS = 5;
const REQUESTS = 10;
/** For what decoders return of each picture and garbage not yet collected; the pictures are 500 MB. */
const GROWS_AT_MOST_MB = 90;

describe('incoming photos', () => {
  let database: TestDatabase;
  let api: Awaited<ReturnType<typeof startApiProcess>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    await createPolicyStore(database).save((await loadCityPack(kotaJambi)).policy);
    api = await startApiProcess({ databaseUrl: database.url, env: { TRUST_PROXY: '1' } });
  });
  afterAll(async () => {
    await api.stop();
    await database.drop();
  });

  const head = (name: string, file: string) =>
    Buffer.from(`\r\n--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`);
  const formWith = (photo: Buffer) =>
    Buffer.concat([
      ...[head('data', ''), Buffer.from(JSON.stringify(FILING))],
      ...Array.from({ length: PHOTOS }, () => [head('photos', '; filename="a.jpg"'), photo]).flat(),
      Buffer.from('\r\n--x--\r\n'),
    ]);

  /** Files from a network of its own, so that no request waits for the photos of others. */
  async function file(form: Buffer, request: number): Promise<number> {
    const response = await fetch(`${api.url}/api/v1/complaints`, {
      method: 'POST',
      headers: {
        'Content-Type': 'multipart/form-data; boundary=x',
        'X-Forwarded-For': `203.0.${request}.1`,
      },
      body: new Uint8Array(form),
    });
    await response.arrayBuffer();
    return response.status;
  }

  it('stay on disk until they are processed, however many and however large they are', async () => {
    const picture = await drawn(1500, 1000).jpeg().toBuffer();
    // What a camera writes after a picture is ignored.
    const large = Buffer.concat([picture, Buffer.alloc(10 * MEGABYTE - picture.length)]);
    expect(await file(formWith(picture), 0)).toBe(201);
    const before = await api.memoryMb();
    const statuses: number[] = [];
    const peak = await api.peakMb(async () => {
      const form = formWith(large);
      const requests = Array.from({ length: REQUESTS }, (_each, index) => file(form, index + 1));
      statuses.push(...(await Promise.all(requests)));
    });
    expect(statuses).toEqual(Array(REQUESTS).fill(201));
    expect(peak - before).toBeLessThan(GROWS_AT_MOST_MB);
  });
});
