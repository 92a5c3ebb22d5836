import { formsIn, keyIn, startPages, type PagesUnderTest } from './pages-under-test';

describe('the page that staff act on', () => {
  let test: PagesUnderTest;
  beforeAll(async () => {
    test = await startPages();
  });
  afterAll(() => test.stop());

  it('shows what was filed, where, and by when it is due, and offers the acts that are allowed now', async () => {
    const filed = await test.fileAssigned();
    const { status, text, headers } = await test.page(test.staff(filed));
    expect(status).toBe(200);
    expect(formsIn(text)).toEqual(['acknowledge', 'start', 'resolve', 'ask', 'reassign', 'reject', 'notes']);
    expect(text).toContain('Jalan berlubang besar di depan sekolah');
    expect(text).toContain('https://www.openstreetmap.org/?mlat&#x3D;-1.61050');
    expect(text).toContain('geo:-1.61050,103.61310');
    expect(text).toMatch(/Terima sebelum<\/dt><dd>\w+ \d+ \w+ \d{4}, pukul \d\d\.\d\d WIB/);
    expect(text).toMatch(/Selesaikan sebelum<\/dt><dd>\w+ \d+ \w+ \d{4}, pukul \d\d\.\d\d WIB/);
    expect(text).not.toContain('Siti Rahma');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': expect.stringContaining('noindex'),
    });
  });

  it('offers an extension to the supervisor, the head and the command centre', async () => {
    const filed = await test.fileAssigned();
    for (const recipient of ['supervisor:pupr', 'agency_head:pupr', 'command_centre:jcoc']) {
      expect(formsIn((await test.page(test.staff(filed, recipient))).text)).toContain('extend');
    }
  });

  it('acts as the office that the link was mailed to', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed, 'supervisor:pupr');
    const key = keyIn((await test.page(address)).text);
    const posted = await test.post(address, { act: 'extend', key, hours: '24', reason: 'Menunggu aspal.' });
    expect(posted.status).toBe(303);
    const { body } = await test.get(filed.trackingCode, await test.key('officer', 'pupr'));
    expect(body.timeline.at(-1)).toMatchObject({
      type: 'extended',
      actor: { kind: 'supervisor', agency: 'pupr' },
      data: { hours: 24, reason: 'Menunggu aspal.' },
    });
    const after = await test.page(posted.headers.location ?? '');
    expect(after.text).toContain('Tercatat: waktu diperpanjang.');
    expect(formsIn(after.text)).not.toContain('extend');
  });

  it('opens with the act that the mail named, and still offers the others', async () => {
    const filed = await test.fileAssigned();
    const asked = async (name: string) => (await test.page(`${test.staff(filed)}&do=${name}`)).text;
    const resolving = await asked('resolve');
    expect(formsIn(resolving)[0]).toBe('resolve');
    expect(formsIn(resolving)).toContain('acknowledge');
    const open = (html: string) => [
      ...html.matchAll(/<details open><summary>[^<]*<\/summary>\s*<form id="(\w+)"/g),
    ];
    expect(open(await asked('reassign')).map(([, id]) => id)).toEqual(['reassign']);
    expect(open(await asked('acknowledge'))).toEqual([]);
  });

  it('says that the act named in the mail no longer applies, and offers the next one', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'start', await test.key('officer', 'pupr'));
    const { text } = await test.page(`${test.staff(filed)}&do=acknowledge`);
    expect(text).toContain('sudah berubah sejak email itu dikirim');
    expect(formsIn(text)[0]).toBe('resolve');
    expect((await test.page(`${test.staff(filed)}&do=nonsense`)).text).not.toContain('sejak email itu');
  });

  it('shows the next act once one is done', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const posted = await test.post(address, {
      act: 'acknowledge',
      key: keyIn((await test.page(address)).text),
    });
    const { text } = await test.page(posted.headers.location ?? '');
    expect(text).toContain('Tercatat: aduan ini Anda terima.');
    expect(formsIn(text)).toEqual(['start', 'resolve', 'ask', 'reassign', 'reject', 'notes']);
  });

  it('counts twenty clicks at once as one act', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const key = keyIn((await test.page(address)).text);
    const clicks = Array.from({ length: 20 }, () => test.post(address, { act: 'acknowledge', key }));
    const statuses = (await Promise.all(clicks)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([303]));
    expect(await test.types(filed)).toEqual(['received', 'assigned', 'acknowledged']);
  });

  it('counts twenty clicks on twenty open pages as one act, and answers the others with a 409', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const pages = await Promise.all(Array.from({ length: 20 }, () => test.page(address)));
    const clicks = pages.map(({ text }) => test.post(address, { act: 'acknowledge', key: keyIn(text) }));
    const statuses = (await Promise.all(clicks)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
    expect(await test.types(filed)).toEqual(['received', 'assigned', 'acknowledged']);
  });

  it('answers a second click like the first, even though the first ended the link', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const form = {
      act: 'reassign',
      key: keyIn((await test.page(address)).text),
      agency: 'dlh',
      reason: 'Sampah, bukan jalan.',
    };
    const clicks = await Promise.all([test.post(address, form), test.post(address, form)]);
    expect(clicks.map(({ status }) => status)).toEqual([200, 200]);
    expect((await test.post(address, form)).text).toContain('sudah tercatat');
    expect((await test.page(address)).status).toBe(404);
    expect(await test.types(filed)).toEqual(['received', 'assigned', 'reassigned']);
  });

  it('gives back the text of somebody whose link ended while they were writing', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const key = keyIn((await test.page(address)).text);
    await test.act(filed.trackingCode, 'reassign', await test.key('officer', 'pupr'), {
      agency: 'dlh',
      reason: 'Bukan kami.',
    });
    const late = await test.post(address, { act: 'resolve', key, note: 'Lubang sudah ditutup.' });
    expect(late.status).toBe(404);
    expect(late.text).toContain('Tautan ini tidak berlaku lagi.');
    expect(late.text).toContain('Lubang sudah ditutup.');
  });

  it('says what has changed in the meantime and keeps what was typed', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const key = keyIn((await test.page(address)).text);
    await test.act(filed.trackingCode, 'resolve', await test.key('officer', 'pupr'), { note: 'Beres.' });
    const late = await test.post(address, { act: 'resolve', key, note: 'Lubang <b>sudah</b> ditutup.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Aduan ini baru berubah: sekarang Selesai.');
    expect(late.text).toContain('Lubang &lt;b&gt;sudah&lt;/b&gt; ditutup.');
    expect(formsIn(late.text)).toEqual(['notes']);
  });

  it('names the field that is missing and keeps the rest', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const before = await test.everything();
    const wrong = await test.post(address, { act: 'reassign', agency: '', reason: 'Bukan jalan kota.' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<a href="#reassign-agency">Pilih dinas yang tepat.</a>');
    expect(wrong.text).toMatch(/id="reassign-agency"[^>]*aria-invalid="true"/);
    expect(wrong.text).toContain('Bukan jalan kota.');
    expect(await test.everything()).toBe(before);
  });

  it('says how long a text may be', async () => {
    const filed = await test.fileAssigned();
    const long = await test.post(test.staff(filed), { act: 'notes', text: 'a'.repeat(4001) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('Paling banyak 4.000 huruf; sekarang 4.001.');
  });

  it('keeps the form while the engine is down, so that it can be sent again unchanged', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const key = keyIn((await test.page(address)).text);
    test.engine.state.isDown = true;
    const away = await test.post(address, { act: 'resolve', key, note: 'Sudah ditambal.' });
    test.engine.state.isDown = false;
    expect(away.status).toBe(503);
    expect(away.headers['retry-after']).toBeDefined();
    expect(away.text).toContain('Belum tercatat; sistem sedang tersendat.');
    expect(away.text).toContain('Sudah ditambal.');
    const form = away.text.slice(away.text.indexOf('<form id="resolve"'));
    expect(keyIn(form)).toBe(key);
    expect((await test.post(address, { act: 'resolve', key, note: 'Sudah ditambal.' })).status).toBe(303);
    expect(await test.types(filed)).toEqual(['received', 'assigned', 'resolved']);
  });

  it('gives a form that was refused a new key, so that the corrected one is not taken for the refused', async () => {
    const filed = await test.fileAssigned();
    const address = test.staff(filed);
    const key = keyIn((await test.page(address)).text);
    const refused = await test.post(address, { act: 'resolve', key, note: '' });
    expect(refused.status).toBe(422);
    expect(keyIn(refused.text.slice(refused.text.indexOf('<form id="resolve"')))).not.toBe(key);
  });

  it('says who decides once a case has been reassigned too often', async () => {
    const filed = await test.fileAssigned();
    const ways = [
      ['pupr', 'dlh'],
      ['dlh', 'pupr'],
    ] as const;
    for (const [from, to] of ways) {
      await test.act(filed.trackingCode, 'reassign', await test.key('officer', from), {
        agency: to,
        reason: 'Lain.',
      });
    }
    const address = test.staff(filed, 'agency:pupr', 3);
    const posted = await test.post(address, { act: 'reassign', agency: 'dlh', reason: 'Tetap bukan kami.' });
    const { text } = await test.page(posted.headers.location ?? '');
    expect(text).toContain('kini Jambi City Operation Center (JCOC) yang memutuskan');
    expect(text).not.toContain('Tercatat.');
    expect(formsIn(text)).not.toContain('reassign');
  });

  it('is gone once the complaint has ended', async () => {
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'withdraw', filed.reporterToken);
    expect((await test.page(test.staff(filed))).status).toBe(404);
    expect((await test.post(test.staff(filed), { act: 'notes', text: 'Halo.' })).status).toBe(404);
  });

  it('refuses acts that it does not offer: those of the reporter, and those that need a sign-in', async () => {
    const filed = await test.fileAssigned();
    const before = await test.everything();
    expect((await test.post(test.staff(filed), { act: 'withdraw' })).status).toBe(400);
    expect((await test.post(test.staff(filed), { act: 'merge', into: filed.trackingCode })).status).toBe(400);
    expect(await test.everything()).toBe(before);
  });

  it('keeps its photos behind the link', async () => {
    const filed = await test.fileAssigned();
    await test.db.models.Photo.create({
      id: '01936000-0000-7000-8000-0000000000aa',
      complaintId: filed.id,
      inputId: null,
      position: 0,
      width: 400,
      height: 300,
      bytes: 10,
    });
    const token = test.sign({
      ...{ purpose: 'photo', complaintId: filed.id, recipient: 'agency:pupr', generation: 1 },
      photoId: '01936000-0000-7000-8000-0000000000aa',
    });
    const { text } = await test.page(test.staff(filed));
    expect(text).toContain(`/thumbnail?t&#x3D;${token}`);
    expect((await test.page(`/track/${filed.trackingCode}`)).text).not.toContain('/thumbnail');
  });
});
