import { plain } from '../../photos/sample-photos';
import {
  CONTACT,
  leadsTo,
  PLACE,
  rowsOf,
  seenIn,
  startPages,
  COMPLAINT,
  walker,
  walkToCheck,
  type PagesUnderTest,
} from './walker';

/** A place around which nothing was reported. */
const ELSEWHERE = { district: 'jelutung', landmark: 'simpang tiga' };

describe('the form without scripts', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('goes from step to step and ends with tracking code, agency and promise', async () => {
    const visitor = walker(test);
    const photo = await plain(60, 40).jpeg().toBuffer();
    const { text: document } = await visitor.get('/file');
    expect(document).toContain(
      '<noscript><meta http-equiv="refresh" content="0; url=/file/what"></noscript>',
    );
    expect(leadsTo(await visitor.postParts('/file/what', COMPLAINT, [['lampu.jpg', photo]]))).toBe(
      '/file/where',
    );
    expect(leadsTo(await visitor.post('/file/where', PLACE))).toBe('/file/you');
    expect(leadsTo(await visitor.post('/file/you', { ...CONTACT, anonymous: 'yes' }))).toBe('/file/check');
    const { text } = await visitor.get('/file/check');
    for (const words of [
      'Dinas Perhubungan',
      '24 jam sejak aduan dikirim',
      'budi@contoh.id',
      '1 foto',
      'Anonim',
      'depan musala',
    ])
      expect(text).toContain(words);
    expect(leadsTo(await visitor.post('/file/check', { seen: seenIn(text) }))).toBe('/file/sent');

    const [complaint] = await rowsOf(test, 'complaints');
    expect(complaint).toMatchObject({
      category: 'lampu-jalan',
      agency: 'dishub',
      channel: 'web',
      anonymous: true,
      confidential: false,
      approximate: false,
      description: COMPLAINT.description,
      address: 'depan musala',
    });
    expect(await rowsOf(test, 'reporters')).toMatchObject([
      { ...CONTACT, phone: '+6281234567890', language: 'id' },
    ]);
    const sent = (await visitor.get('/file/sent')).text;
    for (const words of [
      String(complaint?.tracking_code),
      'Dinas Perhubungan',
      'Buka email, konfirmasi',
      'Kepala Bidang Dinas Perhubungan',
      'data-draft-done',
    ])
      expect(sent).toContain(words);
    expect(sent).toMatch(/pukul \d\d\.\d\d WIB/);
    const mine = /href="(\/my\/[^"]+)"/.exec(sent)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    expect((await visitor.get(mine)).status).toBe(200);
  });

  it('keeps the language of its pages for the reporter', async () => {
    const visitor = walker(test);
    visitor.cookies.set('lang', 'en');
    const seen = await walkToCheck(visitor, { contact: { email: 'ann@example.com' } });
    await visitor.post('/file/check', { seen });
    expect((await visitor.get('/file/sent')).text).toContain('We have your complaint');
    expect(await rowsOf(test, 'reporters')).toContainEqual(
      expect.objectContaining({ email: 'ann@example.com', language: 'en' }),
    );
  });

  it('redirects from a later step to the first one that is incomplete', async () => {
    const visitor = walker(test);
    const steps = ['where', 'similar', 'you', 'check', 'sent', 'danger'];
    for (const step of steps) expect(leadsTo(await visitor.get(`/file/${step}`))).toBe('/file/what');
    await visitor.postParts('/file/what', COMPLAINT);
    for (const step of ['similar', 'you', 'check', 'danger'])
      expect(leadsTo(await visitor.get(`/file/${step}`))).toBe('/file/where');
    expect(leadsTo(await visitor.post('/file/check', { seen: 'x' }))).toBe('/file/where');
    await visitor.post('/file/where', ELSEWHERE);
    expect(leadsTo(await visitor.get('/file/check'))).toBe('/file/you');
  });

  it('returns to the last page after a change, and shows the change there', async () => {
    const visitor = walker(test);
    await walkToCheck(visitor);
    const what = await visitor.get('/file/what');
    expect(what.text).toContain(COMPLAINT.description);
    const changed = { ...COMPLAINT, category: 'jalan' };
    expect(leadsTo(await visitor.postParts('/file/what', changed))).toBe('/file/check');
    const { text } = await visitor.get('/file/check');
    for (const words of ['Jalan rusak', 'Dinas PUPR', '72 jam sejak aduan dikirim'])
      expect(text).toContain(words);
  });

  it('says what is missing at the top and at the field, and keeps what was typed', async () => {
    const visitor = walker(test);
    const empty = await visitor.postParts('/file/what', { description: '' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Ada 2 hal yang perlu diperbaiki');
    for (const [field, sentence] of [
      ['description', 'Ceritakan dulu apa masalahnya.'],
      ['category', 'Pilih jenis masalahnya.'],
    ]) {
      expect(empty.text).toContain(`<a href="#${field}">${sentence}</a>`);
      expect(empty.text).toContain(`>${sentence}</p>`);
    }
    const short = await visitor.postParts('/file/what', { description: 'Rusak', category: 'jalan' });
    expect(short.text).toContain('Tambahkan sedikit: apa yang rusak, sejak kapan.');
    expect(short.text).toMatch(/Rusak<\/textarea>/);
    expect(short.text).toMatch(/value="jalan" checked/);
    const long = await visitor.postParts('/file/what', { ...COMPLAINT, description: 'a'.repeat(4001) });
    expect(long.text).toContain('Paling banyak 4.000 huruf; sekarang 4.001.');
    await visitor.postParts('/file/what', COMPLAINT);
    await visitor.post('/file/where', ELSEWHERE);
    const you = await visitor.post('/file/you', {
      email: 'budi',
      phone: '12',
      name: 'Budi',
      anonymous: 'yes',
    });
    expect(you.status).toBe(422);
    for (const words of ['Contoh: nama@contoh.id', 'Contoh: 0812 3456 7890', 'value="budi"', 'value="Budi"'])
      expect(you.text).toContain(words);
    expect(you.text).toMatch(/id="anonymous"[^>]+checked/);
  });

  it('puts the category first that the text is about', async () => {
    const { text } = await walker(test).postParts('/file/what', { description: COMPLAINT.description });
    const order = [...text.matchAll(/name="category" value="([\w-]+)"/g)].map(([, code]) => code);
    expect(order[0]).toBe('lampu-jalan');
    expect(order).toHaveLength(8);
  });

  it('points out personal data in the first step and in the last', async () => {
    const visitor = walker(test);
    const description = 'Hubungi saya di 0812-3456-7890, NIK 1571 0112 3456 7890, untuk lampu mati ini.';
    const hints = ['Ada nomor telepon di tulisan Anda.', 'Ada angka seperti NIK di tulisan Anda.'];
    await walkToCheck(visitor, { complaint: { ...COMPLAINT, description } });
    for (const page of ['/file/what', '/file/check'])
      for (const hint of hints) expect((await visitor.get(page)).text).toContain(hint);
  });
});

describe('a text that speaks of danger to life', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());
  const danger = { ...COMPLAINT, description: 'Kabel putus di depan pasar, ada orang KESETRUM tadi pagi.' };

  it('stops the form with the emergency number until its writer says that there is no emergency', async () => {
    const visitor = walker(test);
    expect(leadsTo(await visitor.postParts('/file/what', danger))).toBe('/file/danger');
    expect(leadsTo(await visitor.get('/file/where'))).toBe('/file/danger');
    const { text } = await visitor.get('/file/danger');
    const main = text.slice(text.indexOf('<main'));
    expect(main.indexOf('href="tel:112"')).toBeGreaterThan(0);
    expect(main.indexOf('href="tel:112"')).toBeLessThan(main.indexOf('Bukan darurat, lanjutkan'));
    expect(leadsTo(await visitor.post('/file/danger'))).toBe('/file/where');
    expect(leadsTo(await visitor.get('/file/danger'))).toBe('/file/where');
    expect(leadsTo(await visitor.postParts('/file/what', danger))).toBe('/file/where');
  });

  it('is asked about again when it has changed', async () => {
    const visitor = walker(test);
    await visitor.postParts('/file/what', danger);
    await visitor.post('/file/danger');
    const other = { ...danger, description: 'Sekarang gudang di sebelahnya kebakaran besar.' };
    expect(leadsTo(await visitor.postParts('/file/what', other))).toBe('/file/danger');
    expect(leadsTo(await visitor.postParts('/file/what', COMPLAINT))).toBe('/file/where');
  });
});
