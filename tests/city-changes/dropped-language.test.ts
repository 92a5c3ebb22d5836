import { loadCityPack } from '../../city/load-city-pack';
import { FORM } from '../api/open311/open311-client';
import { speakIndonesianOnly, withChangedPack } from './changed-pack';
import { startTwoCities, type TwoCities } from './two-cities';

/** Others keep addresses and programs that still name the language. */
describe('a language that the city has dropped', () => {
  let cities: TwoCities;
  let application: string;
  let chief: Awaited<ReturnType<TwoCities['before']['signIn']>>;
  beforeAll(async () => {
    cities = await startTwoCities(await withChangedPack(speakIndonesianOnly, loadCityPack));
    const { before } = cities;
    application = await before.key('application');
    chief = await before.signIn({ role: 'administrator', agency: null, language: 'en' });
    await before.fileAssigned({ reporter: { name: 'Siti', language: 'en' } });
  });
  afterAll(() => cities.stop());

  it.each(['/', '/complaints', '/file/what', '/desk', '/account', '/admin/staff'])(
    'gives way to the city’s first language on a page: %s',
    async (path) => {
      const { status, text } = await cities.after.see(`${path}?lang=en`, chief);
      expect([status, text]).toEqual([200, expect.stringContaining('<html lang="id"')]);
    },
  );

  it.each([
    '/complaints/feed.rss',
    '/open311/v2/services.json',
    '/open311/v2/requests.xml',
    '/open311/v2/discovery.json',
  ])('is ignored when an address names it: %s', async (path) => {
    const [asked, first] = [await cities.after.api.get(`${path}?lang=en`), await cities.after.api.get(path)];
    expect([asked.status, asked.text]).toEqual([200, first.text]);
  });

  it.each([
    '/api/v1/exports/complaints.csv?locale=en',
    '/exports/complaints.csv?locale=en',
    '/desk/complaints.csv?locale=en',
    '/statistics.csv?locale=en',
  ])('is still accepted as the locale of a spreadsheet: %s', async (address) => {
    expect((await cities.before.see(address, chief)).status).toBeLessThan(400);
    expect((await cities.after.see(address, chief)).status).toBeLessThan(400);
  });

  it('is still accepted from applications that name it', async () => {
    const { after } = cities;
    const filed = await after.fileAssigned({ reporter: { email: 'siti@warga.example', language: 'en' } });
    const support = after.api.post(`/api/v1/complaints/${filed.trackingCode}/support`);
    expect((await support.send({ email: 'budi@warga.example', language: 'en' })).status).toBe(200);
    const form = { ...FORM, api_key: application, email: 'ani@warga.example', lang: 'en' };
    expect((await after.api.post('/open311/v2/requests.json').type('form').send(form)).status).toBe(200);
  });
});
