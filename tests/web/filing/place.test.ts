import { plain } from '../../photos/sample-photos';
import { outside } from '../../city/outside-point';
import { leadsTo, PLACE, rowsOf, startPages, COMPLAINT, walker, type PagesUnderTest } from './walker';

describe('the place of a complaint', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  const atPlace = async (captures: object[] = []) => {
    const visitor = walker(test);
    const photo = await plain(60, 40).jpeg().toBuffer();
    for (const capture of captures) await visitor.upload(photo, capture);
    await visitor.postParts('/file/what', COMPLAINT);
    return visitor;
  };
  const drafted = async () => (await rowsOf(test, 'drafts')).at(-1);

  it('is asked for as a point, or a district with a landmark', async () => {
    const visitor = await atPlace();
    for (const [fields, field] of [
      [{}, 'district'],
      [{ landmark: 'depan musala' }, 'district'],
      [{ district: 'jelutung', landmark: ' ' }, 'landmark'],
      [{ latitude: '1e3', longitude: 'NaN' }, 'district'],
      [{ latitude: '-1.6105' }, 'district'],
      [{ district: 'atlantis', landmark: 'x' }, 'district'],
    ] as const) {
      const response = await visitor.post('/file/where', fields);
      expect([fields, response.status]).toEqual([fields, 422]);
      expect(response.text).toContain(`<a href="#${field}">Tandai tempatnya di peta`);
    }
    const long = await visitor.post('/file/where', { district: 'jelutung', landmark: 'x'.repeat(301) });
    expect(long.text).toContain('Paling banyak 300 huruf; sekarang 301.');
    expect(leadsTo(await visitor.post('/file/where', { district: 'jelutung', landmark: 'simpang' }))).toBe(
      '/file/you',
    );
    expect(await drafted()).toMatchObject({ district: 'jelutung', latitude: null, landmark: 'simpang' });
  });

  it('is refused at once when it is outside the city, with the distance and what was typed', async () => {
    const visitor = await atPlace();
    const response = await visitor.post('/file/where', { ...PLACE, latitude: '-1.750000' });
    expect(response.status).toBe(422);
    expect(response.text).toMatch(/Titik ini \d+,\d km di luar Kota Jambi, di luar wilayah kami/);
    for (const value of ['value="-1.75"', 'value="103.6131"', 'value="depan musala"'])
      expect(response.text).toContain(value);
    expect(leadsTo(await visitor.get('/file/you'))).toBe('/file/where');
  });

  it('may have both a point and a district, of which the point decides', async () => {
    const visitor = await atPlace();
    await visitor.post('/file/where', { ...PLACE, district: 'telanaipura' });
    expect(await drafted()).toMatchObject({ district: 'telanaipura', latitude: -1.6105 });
    expect((await visitor.get('/file/where')).text).toContain('Titik sudah ditandai: Jelutung');
    await visitor.post('/file/where', { ...PLACE, district: 'telanaipura', use: 'none' });
    expect(await drafted()).toMatchObject({ district: 'telanaipura', latitude: null });
  });

  it('is accepted a little outside the outline, since phones are imprecise', async () => {
    const visitor = await atPlace();
    const point = outside(40);
    const fields = {
      latitude: String(point.latitude),
      longitude: String(point.longitude),
      landmark: 'batas',
    };
    expect(leadsTo(await visitor.post('/file/where', fields))).toBe('/file/you');
    const far = outside(140);
    const refused = { ...fields, latitude: String(far.latitude), longitude: String(far.longitude) };
    const response = await visitor.post('/file/where', { ...refused, district: 'jelutung' });
    expect([response.status, response.text.includes('Hapus titik ini')]).toEqual([422, true]);
  });

  it('can be taken from a photo, and removed again', async () => {
    const visitor = await atPlace([
      {},
      { latitude: 3.5, longitude: 98.6 },
      { latitude: -1.62, longitude: 103.6 },
    ]);
    const page = await visitor.get('/file/where');
    expect(page.text).toContain('Pakai tempat dari foto');
    expect(leadsTo(await visitor.post('/file/where', { use: 'photo', landmark: 'pos ronda' }))).toBe(
      '/file/you',
    );
    expect(await drafted()).toMatchObject({ latitude: -1.62, longitude: 103.6, landmark: 'pos ronda' });
    expect((await visitor.get('/file/where')).text).toContain('Titik sudah ditandai');
    const fields = { use: 'none', latitude: '-1.62', longitude: '103.6', landmark: 'pos ronda' };
    expect(leadsTo(await visitor.post('/file/where', fields))).toBe('/file/where');
    expect(await drafted()).toMatchObject({ latitude: null, landmark: 'pos ronda' });
  });

  it('is not offered from a photo that was taken elsewhere or does not say where', async () => {
    const visitor = await atPlace([{}, { latitude: 3.5, longitude: 98.6 }]);
    expect((await visitor.get('/file/where')).text).not.toContain('Pakai tempat dari foto');
    const response = await visitor.post('/file/where', { use: 'photo' });
    expect(response.status).toBe(422);
  });
});
