import { loadCityPack } from '../../../city/load-city-pack';
import { createPolicyStore } from '../../../database/stores/policy-store';
import { kotaJambi, saltmere } from '../../city/pack-folders';
import { COMPLAINT, PLACE, startPages, walker, walkToCheck, type PagesUnderTest } from '../filing/walker';

const TAX = { ...COMPLAINT, description: 'Tagihan PBB saya keliru, luas tanahnya salah.' };

describe('the page of the city’s services', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it.each(['id', 'en'])('names each with what it is for and whom to ask (%s)', async (language) => {
    const { text } = await test.page('/services', language);
    const { services } = await loadCityPack(kotaJambi);
    expect(services).toHaveLength(13);
    for (const { code, names, purposes, belongs, ask } of services) {
      expect(text).toContain(`id="${code}"`);
      for (const said of [names, purposes, belongs, ask]) expect(text).toContain(escaped(said?.[language]));
    }
  });

  it('leads to no address that the pack does not name', async () => {
    const { text } = await test.page('/services');
    expect(text).not.toMatch(/href="(?!\/|\?|#|tel:|")/);
  });

  it('is linked in the foot of each page', async () => {
    expect((await test.page('/')).text).toContain('<a href="/services">Layanan kota</a>');
  });

  it('shows an address that the pack knows, and no foot link in a city without any', async () => {
    const known = await loadCityPack(kotaJambi);
    const [first] = known.services;
    if (!first) throw new Error('no service');
    const url = 'https://pbb.kota.example/';
    const withAddress = await startPages({ deps: { city: { ...known, services: [{ ...first, url }] } } });
    const without = await startPages({ deps: { city: await loadCityPack(saltmere) } });
    try {
      expect((await withAddress.page('/services')).text).toContain(`href="${url}"`);
      await createPolicyStore({ db: without.db }).save((await loadCityPack(saltmere)).policy);
      expect((await without.page('/services')).status).toBe(404);
      expect((await without.page('/')).text).not.toContain('/services');
      expect((await without.page('/file/what')).text).not.toContain('data-elsewhere');
    } finally {
      await withAddress.stop();
      await without.stop();
    }
  });

  it('is pointed to by the form without script, which is sent all the same', async () => {
    const visitor = walker(test);
    await walkToCheck(visitor, { complaint: TAX, place: PLACE });
    const pointer = '<a href="/services#pbb">lihat Info Tagihan PBB Online di Layanan kota</a>';
    expect((await visitor.get('/file/what')).text).toContain(pointer);
    expect((await visitor.get('/file/check')).text).toContain(pointer);
    const other = walker(test);
    await walkToCheck(other);
    expect((await other.get('/file/check')).text).not.toContain('/services#');
    expect((await other.get('/file/what')).text).toMatch(/data-elsewhere="[^"]+" hidden>/);
  });
});

function escaped(text = ''): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&#x27;');
}
