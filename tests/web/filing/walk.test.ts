import { plain } from '../../photos/sample-photos';
import { complaintsIn, PLACE, startPages, TOLD, seenIn, walker, type PagesUnderTest } from './walker';

describe('a complaint filed without script', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('goes from step to step and ends with its number, its holder and its promise', async () => {
    const visitor = walker(test);
    const photo = await plain(60, 40).jpeg().toBuffer();
    const start = await visitor.get('/file');
    expect([start.status, start.headers.location]).toEqual([303, '/file/what']);
    const what = await visitor.postParts('/file/what', TOLD, [['lampu.jpg', photo]]);
    expect([what.status, what.headers.location, what.text]).toEqual([303, '/file/where', expect.anything()]);
    const where = await visitor.post('/file/where', PLACE);
    expect([where.status, where.headers.location]).toEqual([303, '/file/you']);
    const you = await visitor.post('/file/you', { name: 'Budi', email: 'budi@contoh.id', anonymous: 'yes' });
    expect([you.status, you.headers.location]).toEqual([303, '/file/check']);
    const check = await visitor.get('/file/check');
    for (const words of [
      'Dinas Perhubungan',
      '24 jam sejak aduan dikirim',
      'b•••@contoh.id',
      '1 foto',
      'Anonim',
    ])
      expect(check.text).toContain(words);
    const sent = await visitor.post('/file/check', { seen: seenIn(check.text) });
    expect([sent.status, sent.headers.location]).toEqual([303, '/file/sent']);
    const [complaint] = await complaintsIn(test);
    expect(complaint).toMatchObject({
      category: 'lampu-jalan',
      channel: 'web',
      anonymous: true,
      address: 'depan musala',
    });
    const page = await visitor.get('/file/sent');
    for (const words of [
      String(complaint?.tracking_code),
      'Dinas Perhubungan',
      'Buka email, konfirmasi',
      '/my/',
    ])
      expect(page.text).toContain(words);
  });
});
