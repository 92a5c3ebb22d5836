import { plain } from '../photos/sample-photos';
import { formsIn, keyIn, startPages, type PagesUnderTest } from './pages-under-test';

describe("the reporter's own page", () => {
  let test: PagesUnderTest;
  let officer: string;
  beforeAll(async () => {
    test = await startPages();
    officer = await test.key('officer', 'pupr');
  });
  afterAll(() => test.stop());

  async function resolved() {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'resolve', officer, { note: 'Sudah ditambal.' });
    return filed;
  }

  it('shows the promise and what has happened, in their language', async () => {
    const filed = await test.fileAssigned({ reporter: { email: 'a@warga.example', language: 'en' } });
    const { text } = await test.page(test.mine(filed));
    expect(text).toContain('<html lang="en"');
    expect(text).toContain('Promised to be resolved in');
    expect(text).toContain('<b>Sent to Public Works Agency</b>');
    expect(text).toContain('Jalan berlubang besar');
    expect(formsIn(text)).toEqual([]);
    expect((await test.page(`${test.mine(filed)}&lang=id`)).text).toContain('<html lang="id"');
  });

  it('asks whether it is fixed and closes it on yes', async () => {
    const filed = await resolved();
    const { text } = await test.page(test.mine(filed));
    expect(text).toContain('Apakah masalahnya sudah beres?');
    expect(text).toContain('Sudah ditambal.');
    expect(formsIn(text)).toEqual(['confirm', 'reopen']);
    const [path = '', query] = test.mine(filed).split('?');
    const posted = await test.post(`${path}/confirm?${query}`, { key: keyIn(text) });
    expect(posted.status).toBe(303);
    const after = await test.page(posted.headers.location ?? '');
    expect(after.text).toContain('Aduan ini sekarang ditutup.');
    expect(formsIn(after.text)).toEqual(['rating']);
  });

  it('reopens it with a reason and a text, once for twenty clicks', async () => {
    const filed = await resolved();
    const [path = '', query] = test.mine(filed).split('?');
    const key = keyIn((await test.page(test.mine(filed))).text);
    const form = { key, reason: 'partly', text: 'Lubang kedua masih ada.' };
    const clicks = Array.from({ length: 20 }, () => test.post(`${path}/reopen?${query}`, form));
    expect(new Set((await Promise.all(clicks)).map(({ status }) => status))).toEqual(new Set([303]));
    // Whoever objects has read the answer.
    expect(await test.types(filed)).toEqual([
      ...['received', 'assigned', 'resolved', 'reporter_told'],
      ...['reopened', 'escalated'],
    ]);
    const { text } = await test.page(test.mine(filed));
    expect(text).toContain('Lubang kedua masih ada.');
    expect(text).toContain('Alasan keberatan: Baru sebagian');
  });

  it('says that an objection needs a reason and a text', async () => {
    const filed = await resolved();
    const [path = '', query] = test.mine(filed).split('?');
    const wrong = await test.post(`${path}/reopen?${query}`, { reason: '', text: ' ' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<a href="#reopen-reason">Pilih alasannya.</a>');
    expect(wrong.text).toContain('<a href="#reopen-text">Tulis apa yang belum beres.</a>');
  });

  it('says when the time to object ended', async () => {
    const filed = await resolved();
    const { body } = await test.get(filed.trackingCode, filed.reporterToken);
    await test.act(filed.trackingCode, 'tell', filed.reporterToken, { answeredAt: body.resolvedAt });
    const { db } = test;
    await db.sequelize.query(
      `UPDATE timeline_events SET at = at - interval '73 hours' WHERE complaint_id = '${filed.id}'`,
    );
    const [path = '', query] = test.mine(filed).split('?');
    const late = await test.post(`${path}/reopen?${query}`, { reason: 'partly', text: 'Masih bocor.' });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(/Batas jawaban lewat pada .* WIB\. Buat aduan baru/);
    expect(late.text).toContain('Masih bocor.');
  });

  it('asks after a rejection whether the reporter objects, not whether it is fixed', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'reject', officer, { reason: 'not_city_matter' });
    const { text } = await test.page(test.mine(filed));
    expect(text).toContain('Anda keberatan?');
    expect(text).toContain('Saya tidak keberatan</button>');
    expect(text).not.toContain('Ya, sudah beres');
  });

  it('redirects to itself when the address of one of its forms is loaded', async () => {
    const filed = await test.fileAssigned();
    const back = await test.page(test.mine(filed).replace('?', '/answer?'));
    expect([back.status, back.headers.location?.split('?')[0]]).toEqual([303, `/my/${filed.trackingCode}`]);
    expect(await test.types(filed)).toEqual(['received', 'assigned']);
  });

  it('asks once more before it withdraws: what ends, what stays, who is told', async () => {
    const filed = await test.fileAssigned();
    const address = test.mine(filed).replace('?', '/withdraw?');
    const own = await test.page(test.mine(filed));
    expect(own.text).toContain(`href="${address.replaceAll('=', '&#x3D;')}"`);
    const asked = await test.page(address);
    for (const words of [
      'Cabut aduan ini?',
      'Dinas berhenti mengerjakannya, kecuali ada warga lain',
      'Nomor, jenis, kecamatan, dan riwayatnya tetap bisa dilihat.',
      ' dan petugas yang menanganinya.',
      'Tidak jadi, kembali ke aduan saya',
    ])
      expect(asked.text).toContain(words);
    expect(await test.types(filed)).toEqual(['received', 'assigned']);
    const posted = await test.post(address, { key: keyIn(asked.text) });
    const after = await test.page(posted.headers.location ?? '');
    expect(after.text).toContain('Tercatat: aduan ini dicabut.');
    expect(after.text).not.toContain('/withdraw?');
    expect(await test.types(filed)).toEqual(['received', 'assigned', 'withdrawn']);
    const over = await test.page(address);
    expect([over.status, over.headers.location?.split('?')[0]]).toEqual([303, `/my/${filed.trackingCode}`]);
  });

  it('shows the question again, with the same key, when it could not be withdrawn now', async () => {
    const filed = await test.fileAssigned();
    const address = test.mine(filed).replace('?', '/withdraw?');
    const key = keyIn((await test.page(address)).text);
    test.engine.state.isDown = true;
    const failed = await test.post(address, { key });
    test.engine.state.isDown = false;
    expect(failed.status).toBe(503);
    expect(failed.text).toContain('Cabut aduan ini?');
    expect(failed.text).toContain('Belum tercatat; sistem sedang tersendat.');
    expect(keyIn(failed.text)).toBe(key);
  });

  it('stores the rating of a closed complaint', async () => {
    const filed = await resolved();
    const [path = '', query] = test.mine(filed).split('?');
    await test.post(`${path}/confirm?${query}`);
    expect((await test.post(`${path}/rating?${query}`, { stars: 'banyak' })).status).toBe(422);
    expect((await test.post(`${path}/rating?${query}`, { stars: '4', text: 'Cepat.' })).status).toBe(303);
    const [rows] = await test.db.sequelize.query(
      `SELECT stars, text FROM ratings WHERE complaint_id = '${filed.id}'`,
    );
    expect(rows).toEqual([{ stars: 4, text: 'Cepat.' }]);
  });

  it('takes a rating with a number and one button, with or without a text', async () => {
    const filed = await resolved();
    const [path = '', query] = test.mine(filed).split('?');
    await test.post(`${path}/confirm?${query}`);
    const { text } = await test.page(test.mine(filed));
    const numbers = [...text.matchAll(/<input type="radio" name="stars" value="(\d)"/g)];
    expect(numbers.map(([, value]) => value)).toEqual([...'12345']);
    const [form = ''] = /<form id="rating".*?<\/form>/s.exec(text) ?? [];
    expect(form.match(/<button.*?<\/button>/g)).toEqual([
      '<button class="btn btn-main" type="submit">Kirim nilai</button>',
    ]);
    const rated = await test.post(`${path}/rating?${query}`, { stars: '5', text: '' });
    const after = await test.page(rated.headers.location ?? '');
    expect(after.text).toContain('Terima kasih atas nilai Anda.');
    expect(formsIn(after.text)).toEqual([]);
    const wrong = await test.post(`${path}/rating?${query}`, { stars: '', text: 'Lumayan.' });
    expect(wrong.text).toContain('<a href="#rating-stars">Pilih nilai 1 sampai 5.</a>');
    expect(wrong.text).toContain('Lumayan.</textarea>');
  });

  it('shows before and after side by side when a photo came with the resolution', async () => {
    const filed = await test.fileAssigned();
    expect((await test.page(test.mine(filed))).text).not.toContain('class="shots pair"');
    await test.api
      .post(`/api/v1/complaints/${filed.trackingCode}/resolve`)
      .set('Authorization', `Bearer ${officer}`)
      .field('data', JSON.stringify({ note: 'Sudah ditambal.' }))
      .attach('photos', await plain(60, 40).jpeg().toBuffer(), 'sesudah.jpg');
    const { text } = await test.page(test.mine(filed));
    expect(text).toMatch(/<div class="shots pair">.*Sesudah · /);
    expect((await test.page(`/track/${filed.trackingCode}`)).text).toContain('Sebelum dan sesudah');
  });

  it('shows what the officer asks and takes the answer; the public page shows neither', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'ask', officer, { question: 'Di sebelah mana persisnya?' });
    const asked = await test.page(test.mine(filed));
    expect(asked.text).toContain('Butuh jawaban Anda');
    expect(asked.text).toContain('Di sebelah mana persisnya?');
    expect(formsIn(asked.text)).toEqual(['answer']);
    const [path = '', query] = test.mine(filed).split('?');
    const empty = await test.post(`${path}/answer?${query}`, { text: ' ' });
    expect(empty.status).toBe(422);
    const answered = await test.post(`${path}/answer?${query}`, {
      key: keyIn(asked.text),
      text: 'Di depan nomor 12.',
    });
    expect(answered.status).toBe(303);
    expect(formsIn((await test.page(answered.headers.location ?? '')).text)).toEqual([]);
    const { text } = await test.page(`/track/${filed.trackingCode}`);
    expect(text).not.toMatch(/Di sebelah mana|Di depan nomor/);
  });

  it('reloads itself without scripts, but not while somebody may be typing', async () => {
    const filed = await test.fileAssigned();
    const refreshes = async (address: string) =>
      (await test.page(address)).text.includes('<noscript><meta http-equiv="refresh" content="60">');
    expect(await refreshes(test.mine(filed))).toBe(true);
    expect(await refreshes(`/track/${filed.trackingCode}`)).toBe(true);
    expect(await refreshes(test.mine(await resolved()))).toBe(false);
  });

  it('mentions the mail that confirms the address until it is confirmed', async () => {
    const filed = await test.fileAssigned({ reporter: { email: 'sekali@warga.example' } });
    const reminds = async () => (await test.page(test.mine(filed))).text.includes('Buka email dari kami');
    expect(await reminds()).toBe(true);
    await test.db.sequelize.query(
      `UPDATE reporters SET email_confirmed_at = now() WHERE complaint_id = '${filed.id}'`,
    );
    expect(await reminds()).toBe(false);
  });

  it('lets the reporter of a complaint that was merged into it object, and nothing else', async () => {
    const survivor = await test.fileAssigned();
    const merged = await test.fileAssigned();
    const into = { into: survivor.trackingCode };
    expect((await test.act(merged.trackingCode, 'merge', officer, into)).status).toBe(200);
    expect((await test.page(test.mine(merged))).text).toContain(`/my/${survivor.trackingCode}?t&#x3D;`);
    const address = test.mine(merged).replace(merged.trackingCode, survivor.trackingCode);
    expect((await test.page(address)).text).not.toContain('Jalan berlubang besar');
    await test.act(survivor.trackingCode, 'resolve', officer, { note: 'Sudah.' });
    expect(formsIn((await test.page(address)).text)).toEqual(['reopen']);
    const [path = '', query] = address.split('?');
    expect((await test.post(`${path}/confirm?${query}`)).status).toBe(404);
  });

  it('links to the page that stops the mails', async () => {
    const filed = await test.fileAssigned();
    const { text } = await test.page(test.mine(filed));
    const stop = /href="(\/stop\/[^"]+)"/.exec(text)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    expect((await test.page(stop)).status).toBe(200);
  });
});
