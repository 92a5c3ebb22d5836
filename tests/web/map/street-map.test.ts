import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCityPack } from '../../../city/load-city-pack';
import { kotaJambi } from '../../city/pack-folders';
import { makeTempFolder, removeTempFolder } from '../../cli/fixtures/temp-folder';
import { drawPmtiles } from '../../support/draw-pmtiles';
import { startPages, type PagesUnderTest } from '../pages-under-test';

describe('the city’s map file', () => {
  let folder: string;
  let path: string;
  let archive: Buffer;
  let test: PagesUnderTest;
  beforeAll(async () => {
    folder = await makeTempFolder();
    path = join(folder, 'jambi.pmtiles');
    archive = drawPmtiles(await loadCityPack(kotaJambi), { maxZoom: 12 });
    await writeFile(path, archive);
    test = await startPages({ pages: { mapFile: path } });
  });
  afterAll(async () => {
    await test.stop();
    await removeTempFolder(folder);
  });

  const addressOn = async (pages: PagesUnderTest) =>
    /data-streets="([^"]+)"/.exec((await pages.page('/file')).text)?.[1] ?? '';

  it('is served part by part, for good, and never compressed', async () => {
    const address = await addressOn(test);
    expect(address).toMatch(/^\/map\/[0-9a-f]{16}\/city\.pmtiles$/);
    const part = await test.api
      .get(address)
      .set({ Range: 'bytes=0-126', 'Accept-Encoding': 'gzip, br' })
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(part.status).toBe(206);
    expect(part.headers).toMatchObject({
      'content-range': `bytes 0-126/${archive.length}`,
      'cache-control': 'public, max-age=31536000, immutable, no-transform',
    });
    expect(part.headers['content-encoding']).toBeUndefined();
    expect(archive.subarray(0, 127).equals(part.body as Buffer)).toBe(true);
    const whole = await test.api.get(address).set('Accept-Encoding', 'gzip, br');
    expect([whole.status, whole.headers['content-encoding']]).toEqual([200, undefined]);
  });

  it('asks nobody else, unless it lies in a store of the city’s own', async () => {
    const policyOf = async (pages: PagesUnderTest) =>
      /connect-src [^;]+/.exec(String((await pages.page('/file')).headers['content-security-policy']))?.[0];
    expect(await policyOf(test)).toBe("connect-src 'self'");
    const address = 'https://maps.kota.example/jambi.pmtiles';
    const elsewhere = await startPages({ pages: { mapFile: address } });
    expect(await policyOf(elsewhere)).toBe("connect-src 'self' https://maps.kota.example");
    expect(await addressOn(elsewhere)).toBe(address);
    await elsewhere.stop();
  });

  it('is not found under another version’s address, nor when it was replaced meanwhile', async () => {
    const address = await addressOn(test);
    const other = address.replace(/[0-9a-f]{16}/, '0'.repeat(16));
    expect((await test.page(other)).status).toBe(404);
    await utimes(path, new Date(0), new Date(0));
    expect((await test.page(address)).status).toBe(404);
  });
});
