import { plain } from '../../../photos/sample-photos';
import { FILING, type Filed } from '../../../support/api-under-test';
import type { Person } from '../desk-under-test';
import { formsIn, startCase, unfoldedIn, type CaseUnderTest } from './case-under-test';

describe('the page of a case', () => {
  let test: CaseUnderTest;
  let officer: Person;
  let filed: Filed;
  beforeAll(async () => {
    test = await startCase();
    officer = await test.signIn({ name: 'Budi Saputra' });
    filed = await test.fileWithPhotos([await plain(60, 40).jpeg().toBuffer()]);
    await test.fill(filed, officer, { act: 'acknowledge' });
    await test.fill(filed, officer, { act: 'assign', officer: officer.member.id });
    await test.fill(filed, officer, { act: 'notes', text: 'Aspal dipesan dari gudang.' });
    await test.fill(filed, officer, { act: 'ask', question: 'Di sisi mana lubangnya?' });
  });
  afterAll(() => test.stop());

  it('shows what was filed, where, by whom and by when it is due', async () => {
    const { status, text, headers } = await test.open(filed, officer);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain('Jalan berlubang besar di depan sekolah');
    expect(text).toContain('geo:-1.61050,103.61310');
    expect(text).toMatch(/<figure class="map">/);
    expect(text).toMatch(/<img src="\/api\/v1\/photos\/[\w-]+\/thumbnail"/);
    expect(text).toContain('<dt>Nama</dt><dd>Siti Rahma</dd>');
    expect(text).toContain('href="mailto:siti%40warga.example"');
    expect(text).toContain('href="tel:+6281234567890"');
    expect(text).toMatch(/Selesaikan sebelum<\/dt><dd>\w+ \d+ \w+ \d{4}, pukul \d\d\.\d\d WIB/);
    expect(text).toContain('<dt>Petugas</dt><dd>Budi Saputra</dd>');
  });

  it('shows everything that happened and who did it, and marks what only staff see', async () => {
    const { text } = await test.open(filed, officer);
    const story = /<ol class="story">[\s\S]*?<\/ol>/.exec(text)?.[0] ?? '';
    const entries = story.split('<li ').slice(1);
    const entry = (words: string) => entries.find((each) => each.includes(words)) ?? '';
    expect(entries).toHaveLength(6);
    expect(entry('Aspal dipesan')).toMatch(
      /class="internal"[\s\S]*Hanya internal[\s\S]*Budi Saputra, Dinas PUPR/,
    );
    expect(entry('Petugas: Budi Saputra')).toContain('Hanya internal');
    expect(entry('Di sisi mana lubangnya?')).not.toContain('Hanya internal');
    expect(entry('Dinas PUPR menerima')).toContain('Budi Saputra, Dinas PUPR');
    expect(entry('Aduan masuk')).toContain('Pelapor');
  });

  it('names the office when a key acted', async () => {
    const other = await test.fileAssigned();
    await test.act(other.trackingCode, 'acknowledge', await test.key('supervisor', 'pupr'));
    expect((await test.open(other, officer)).text).toMatch(
      /Dinas PUPR menerima<\/b><span class="note">Kepala Bidang Dinas PUPR · /,
    );
  });

  it('says who was notified and how that went, without any address of a citizen', async () => {
    const set = (sets: string, kind: string) =>
      test.db.sequelize.query(`UPDATE notifications SET ${sets} WHERE complaint_id = $1 AND kind = $2`, {
        bind: [filed.id, kind],
      });
    await set("state = 'sent', attempts = 2, sent_at = now(), last_error = NULL", 'assigned');
    await set("state = 'failed', attempts = 9, last_error = 'EENVELOPE 550'", 'acknowledged');
    await set("state = 'suppressed', last_error = 'mails_stopped'", 'information_requested');
    const { text } = await test.open(filed, officer);
    const list = /<ul class="notifications">[\s\S]*?<\/ul>/.exec(text)?.[0] ?? '';
    const rows = list.split('<li>').map((row) => row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '));
    const row = (words: string) => rows.find((each) => each.includes(words)) ?? '';
    expect(row('Dinas PUPR aduan baru')).toMatch(/terkirim .*· 2 kali dicoba/);
    expect(row('Pelapor dinas menerima')).toMatch(/gagal .*· 9 kali dicoba, EENVELOPE 550/);
    expect(row('Pelapor pertanyaan petugas')).toMatch(/tidak dikirim .*· tidak mau menerima email/);
    expect(row('Pelapor aduan diterima')).toContain('belum terkirim');
    expect(list).not.toMatch(/siti@|Siti|reporter:|[\w.]+@[\w.]+/);
  });

  it('counts those who said “me too” together, and links what was merged into it', async () => {
    const survivor = await test.fileAssigned();
    const merged = await test.fileAssigned({ description: 'Lubang yang sama, dari arah utara.' });
    for (const email of ['satu@warga.example', 'dua@warga.example'])
      await test.api.post(`/api/v1/complaints/${survivor.trackingCode}/support`).send({ email });
    await test.db.sequelize.query('UPDATE supporters SET email_confirmed_at = now()');
    await test.act(merged.trackingCode, 'merge', await test.key('officer', 'pupr'), {
      into: survivor.trackingCode,
    });
    await test.fill(survivor, officer, { act: 'acknowledge' });
    const { text } = await test.open(survivor, officer);
    expect(text).toContain('<b>2 orang yang mengalaminya juga</b> dinas menerima');
    expect(text).toMatch(new RegExp(`href="/desk/complaints/${merged.trackingCode}">${merged.trackingCode}`));
    expect(text).toContain('Lubang yang sama');
    expect(text).not.toContain('satu@warga.example');
  });

  it('hides a reporter who wants to stay anonymous, and marks what is confidential with a lock', async () => {
    const secret = await test.fileAssigned({ anonymous: true, confidential: true });
    const { text } = await test.open(secret, officer);
    expect(text).not.toMatch(/Siti Rahma|siti@/);
    expect(text).toContain('Anonim: dinas tidak melihat siapa pelapornya.');
    expect(text).toContain('#m-lock');
    expect(text).toContain('Rahasia: umum hanya melihat jenis, kecamatan, dan status.');
  });

  it('links staff to the workflow execution, and nobody else', async () => {
    expect((await test.open(filed, officer)).text).toContain(
      `href="http://engine.example/workflows/complaint%2F${filed.id}"`,
    );
    expect((await test.page(test.mine(filed))).text).not.toContain('engine.example');
  });

  it('unfolds the form that the address names, and says when that act no longer applies', async () => {
    const asked = async (name: string) => (await test.open(filed, officer, `?do=${name}`)).text;
    expect(unfoldedIn(await asked('reject'))).toEqual(['reject']);
    expect(formsIn(await asked('resolve'))[0]).toBe('resolve');
    expect(await asked('acknowledge')).toContain('Ini sudah tidak bisa dilakukan');
    expect(await asked('nonsense')).not.toContain('Ini sudah tidak bisa dilakukan');
  });

  it('offers the replies that fit, in the language of their readers', async () => {
    const english = await test.fileAssigned({ reporter: { ...FILING.reporter, language: 'en' } });
    const { text } = await test.open(english, officer);
    expect(text).toContain('<dt>Lubang ditambal</dt><dd class="words">The hole has been patched');
    expect(text).not.toContain('Nomor tiang');
    // Colleagues read notes, in the officer's language.
    expect(text).toContain('<dt>Sudah disurvei</dt><dd class="words">Lokasi sudah disurvei.');
  });

  it('lets an administrator look, without acts and without the reporter', async () => {
    const administrator = await test.signIn({ role: 'administrator', agency: null });
    const { status, text } = await test.open(filed, administrator);
    expect(status).toBe(200);
    expect(formsIn(text)).toEqual([]);
    expect(text).toContain('Anda melihat aduan ini tanpa dapat bertindak.');
    expect(text).not.toMatch(/Siti Rahma|siti@|Sembunyikan/);
  });

  it('looks like a missing page to another agency, and asks a closed session to sign in', async () => {
    const foreign = await test.signIn({ agency: 'dishub' });
    const theirs = await test.open(filed, foreign);
    const unknown = await test.open({ ...filed, trackingCode: 'SK-0000-0000' }, foreign);
    expect([theirs.status, unknown.status]).toEqual([404, 404]);
    expect(theirs.text).toBe(unknown.text.replaceAll('SK-0000-0000', filed.trackingCode));
    await test.deps.sessions.close(foreign.token);
    const { status, headers } = await test.open(filed, foreign);
    expect([status, headers.location]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(test.urlOf(filed))}`,
    ]);
  });

  it.each(['id', 'en'])(
    'has one heading, labelled fields, unique ids and no leftover placeholders (%s)',
    async (language) => {
      const { text } = await test.open(filed, officer, `?lang=${language}`);
      expect(text).toContain(`<html lang="${language}"`);
      expect(text.match(/<h1[ >]/g)).toHaveLength(1);
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
      const labels = new Set([...text.matchAll(/ for="([^"]+)"/g)].map(([, id]) => id));
      const fields = [...text.matchAll(/<(?:select|textarea|input(?![^>]*hidden))[^>]* id="([^"]+)"/g)];
      expect(fields.map(([, id]) => id).filter((id) => !labels.has(id))).toEqual([]);
      expect(text).not.toMatch(
        /undefined|\[object|\{\{|\bNaN\b|null<|>case\.|<script(?! type="module" src="\/assets\/)| style=/,
      );
      expect(Buffer.byteLength(text)).toBeLessThan(100_000);
    },
  );
});
