import { XMLParser } from 'fast-xml-parser';
import { loadCityPack } from '../../../city/load-city-pack';
import { saltmere } from '../../city/pack-folders';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const CREDIT =
  '<a href="https://www.openstreetmap.org/copyright" rel="noreferrer">© OpenStreetMap contributors</a>';
/** In Simpang IV Sipin, Telanaipura. */
const POINT = { latitude: -1.6156, longitude: 103.5768 };

describe('the city’s map', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  const groundOf = async (address: string, language = 'id') => {
    const { text } = await test.page(address, language);
    return /"(\/map\/[0-9a-f]{16}\/ground\.\w+\.svg)#ground"/.exec(text)?.[1] ?? '';
  };
  const textOf = async (address: string) => String((await test.page(address)).body);

  it('is one drawing for all pages, which browsers may keep for good', async () => {
    const address = await groundOf('/complaints');
    const { status, headers, type } = await test.page(address);
    expect([status, type]).toEqual([200, 'image/svg+xml']);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const earlier = await test.page(address.replace(/[0-9a-f]{16}/, '0'.repeat(16)));
    expect([earlier.status, earlier.headers['cache-control']]).toEqual([200, 'public, max-age=0']);
    expect((await test.page(address.replace('ground.id', 'ground.fr'))).status).toBe(404);
  });

  it('shows river, lakes, roads, bridges, landmarks and districts, by their names in both languages', async () => {
    const [inIndonesian, inEnglish] = await Promise.all(
      ['id', 'en'].map(async (language) => textOf(await groundOf('/complaints', language))),
    );
    for (const name of ['Telanaipura', 'Jl. Lingkar Barat', 'Bandara Sultan Thaha', 'Jembatan Aurduri II']) {
      expect(inIndonesian).toContain(`>${name}<`);
      expect(inEnglish).toContain(`>${name}<`);
    }
    expect(inIndonesian).toContain('>Sungai Batang Hari<');
    expect(inEnglish).toContain('>Batang Hari River<');
  });

  it('names nothing that its sources are not sure of', async () => {
    const drawing = await textOf(await groundOf('/complaints'));
    const { landmarks, roads } = test.deps.city.geography;
    const unsure = [...landmarks, ...roads].filter(({ confidence }) => confidence === 'low');
    expect(unsure.length).toBeGreaterThan(3);
    for (const { name } of unsure) expect(drawing).not.toContain(name.replace(/ \(.*/, ''));
  });

  it('is well-formed, with every name once', async () => {
    const drawing = await textOf(await groundOf('/complaints'));
    expect(() => new XMLParser().parse(drawing, true)).not.toThrow();
    // A lake and its district may share a name.
    const places = drawing.slice(drawing.indexOf('id="places-1"'), drawing.indexOf('id="districts-1"'));
    const names = [...places.matchAll(/<text[^>]*>([^<]+)</g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('names whose data it is wherever it stands', async () => {
    const filed = await test.fileAssigned({ category: 'jalan', location: POINT });
    await test.act(filed.trackingCode, 'acknowledge', await test.key('officer', 'pupr'));
    for (const address of ['/complaints', `/track/${filed.trackingCode}`, test.mine(filed)]) {
      const { text } = await test.page(address);
      expect(text).toMatch(/ground\.id\.svg#ground/);
      expect(text).toContain(CREDIT);
      if (address !== '/complaints') expect(text).toContain('Simpang IV Sipin, Telanaipura');
    }
  });

  it('is there as data for the map that a pin is set on', async () => {
    const { text } = await test.page(
      await groundOf('/complaints').then((ground) => ground.replace('ground.id.svg', 'facts.en.json')),
    );
    const facts = JSON.parse(text);
    expect(facts.districts).toHaveLength(11);
    expect(facts.districts[0].borders[0].type).toBe('Polygon');
    expect(facts.waters[0]).toMatchObject({ name: 'Batang Hari River', widthMeters: 400 });
    expect(facts.landmarks).toContainEqual({
      ...{ name: 'RSUD Raden Mattaher', also: null, point: { latitude: -1.60244, longitude: 103.5794 } },
    });
    expect(facts.landmarks.map(({ name }: { name: string }) => name)).not.toContain('Balai Kota Jambi');
    expect(facts.credit.text).toBe('© OpenStreetMap contributors');
  });
});

describe('the map of a city that gives only its outline', () => {
  it('draws outline, districts and scale, and names nobody', async () => {
    const test = await startPages({ deps: { city: await loadCityPack(saltmere) } });
    try {
      const { text } = await test.page('/complaints');
      const address = /"(\/map\/[^"]+)#ground"/.exec(text)?.[1] ?? '';
      const drawing = String((await test.page(address)).body);
      expect(text).not.toContain('openstreetmap.org/copyright');
      expect(drawing).toContain('Old Quay');
      expect(drawing).not.toContain('stroke-dasharray');
    } finally {
      await test.stop();
    }
  });
});
