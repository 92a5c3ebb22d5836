import { unavailable } from '../../../api/http/problem';
import { createOutageReader } from '../../../database/readers/outage-reader';
import { startDesk, type DeskUnderTest, type Person } from '../desk/desk-under-test';

const URL = '/command-centre/outages';
const FLOOD = { agency: 'pupr', hours: '48', reason: 'Banjir <di> gudang.' };

describe('the pages about agencies that cannot work', () => {
  let test: DeskUnderTest;
  let centre: Person;
  let isEngineAway = false;
  beforeEach(async () => {
    isEngineAway = false;
    test = await startDesk();
    const { wake } = test.deps.outageEngine;
    test.deps.outageEngine.wake = async (id) => {
      if (isEngineAway) throw unavailable('The engine does not answer.');
      await wake(id);
    };
    centre = await test.signIn({ name: 'Indra Jaya', role: 'command_centre', agency: null });
  });
  afterEach(() => test.stop());

  const see = async (query = '') => (await test.see(URL + query, centre)).text;
  const preview = (fields: Record<string, string> = FLOOD) => test.send(`${URL}/preview`, centre, fields);
  const hiddenIn = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(
        ([, name = '', value = '']) => [name, value.replaceAll('&lt;', '<').replaceAll('&gt;', '>')],
      ),
    );
  const confirmed = async () => {
    const fields = hiddenIn((await preview()).text);
    return { fields, response: await test.send(URL, centre, fields) };
  };
  const promise = async ({ trackingCode }: { trackingCode: string }) =>
    (await test.get(trackingCode, await test.key('command_centre'))).body.resolveBy as string;
  const outages = () => createOutageReader({ db: test.db }).list({ limit: 10 });

  it('first show what would happen, and change nothing yet', async () => {
    const filed = await test.fileAssigned();
    const before = await promise(filed);
    const { status, text } = await preview();
    expect(status).toBe(200);
    expect(text).toContain('Dinas PUPR, 48 jam');
    expect(text).toContain('1 dari 1 aduan terbuka bergeser.');
    expect(text).toContain('1 di antaranya akan melewati tenggat selama itu bila tidak ada yang bertindak.');
    expect(text).toContain(`/desk/complaints/${filed.trackingCode}`);
    expect(text).toContain('Banjir &lt;di&gt; gudang.');
    expect(text.match(/btn-main/g)).toHaveLength(1);
    expect(await promise(filed)).toBe(before);
    expect(await outages()).toEqual([]);
  });

  it('declare the outage with the button below, once however often it is pressed', async () => {
    const filed = await test.fileAssigned();
    const before = Date.parse(await promise(filed));
    const { fields, response } = await confirmed();
    expect([response.status, response.headers.location]).toEqual([303, `${URL}?done=declared&agency=pupr`]);
    expect((await test.send(URL, centre, fields)).status).toBe(303);
    expect(await see('?done=declared&agency=pupr')).toContain('Tercatat: tenggat Dinas PUPR sedang digeser.');
    expect(await see()).toContain('Sedang digeser: 0 dari 1 aduan');
    await test.workOutages();
    expect(Date.parse(await promise(filed)) - before).toBe(48 * 3_600_000);
    expect(await outages()).toMatchObject([{ createdBy: `staff:${centre.member.id}`, reason: FLOOD.reason }]);
    const text = await see();
    expect(text).toMatch(/Berlaku sampai [^;]+; 1 aduan bergeser · oleh Indra Jaya/);
    expect(text).toContain('aria-label="Batalkan: Dinas PUPR"');
  });

  it('undo it, which takes back the hours that nobody used', async () => {
    const filed = await test.fileAssigned();
    const before = Date.parse(await promise(filed));
    await confirmed();
    await test.workOutages();
    const [outage] = await outages();
    const undone = await test.send(`${URL}/${outage?.id}/undo`, centre, { agency: 'pupr' });
    expect([undone.status, undone.headers.location]).toEqual([303, `${URL}?done=undone`]);
    await test.workOutages();
    expect(Date.parse(await promise(filed)) - before).toBeLessThan(60_000);
    const text = await see('?done=undone');
    expect(text).toMatch(/Dibatalkan [^;]+; 1 aduan mendapat tenggat lebih awal/);
    expect(text).not.toContain('/undo"');
  });

  it('keep what was typed and say at each field what is wrong', async () => {
    for (const path of [`${URL}/preview`, URL]) {
      const { status, text } = await test.send(path, centre, { agency: 'nobody', hours: '500', reason: ' ' });
      expect(status).toBe(422);
      expect(text).toMatch(/<p class="err" id="agency-error">Pilih dinas/);
      expect(text).toMatch(/<p class="err" id="hours-error">Tulis jumlah jamnya, 1 sampai 336\./);
      expect(text).toMatch(/<p class="err" id="reason-error">Tulis alasannya\./);
      expect(text).toContain('value="500"');
    }
    const long = await preview({ ...FLOOD, reason: 'a'.repeat(501) });
    expect(long.text).toContain('Paling banyak 500 huruf; sekarang 501.');
    expect(await outages()).toEqual([]);
  });

  it('declare no second outage while the first is running', async () => {
    await confirmed();
    const { response } = await confirmed();
    expect(response.status).toBe(409);
    expect(response.text).toContain('Dinas ini sudah dinyatakan tidak dapat bekerja.');
    expect(response.text).toContain('Banjir &lt;di&gt; gudang.');
    expect(await outages()).toHaveLength(1);
  });

  it('say that nothing was shifted while the engine is down, and keep the form', async () => {
    isEngineAway = true;
    const { response } = await confirmed();
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBeDefined();
    expect(response.text).toContain('Tidak ada tenggat yang bergeser.');
    expect(response.text).toContain('Banjir &lt;di&gt; gudang.');
    expect(await outages()).toEqual([]);
  });

  it('say so when there is nothing to shift', async () => {
    const { text } = await preview({ ...FLOOD, agency: 'dlh' });
    expect(text).toContain('Tidak ada tenggat yang dapat bergeser; 0 aduan terbuka.');
  });

  it('are available in English', async () => {
    const english = await test.signIn({ role: 'command_centre', agency: null, language: 'en' });
    const { text } = await test.see(URL, english);
    expect(text).toMatch(/<h1>Shift an agency(&#x27;|')s deadlines<\/h1>/);
  });

  it('are closed to everybody else', async () => {
    await confirmed();
    const [outage] = await outages();
    for (const role of ['administrator', 'officer'] as const) {
      const person = await test.signIn({ role, agency: role === 'officer' ? 'pupr' : null });
      expect((await test.see(URL, person)).status).toBe(404);
      expect((await test.send(URL, person, FLOOD)).status).toBe(404);
      expect((await test.send(`${URL}/${outage?.id}/undo`, person, { agency: 'pupr' })).status).toBe(404);
    }
    expect(await outages()).toMatchObject([{ undoneAt: null }]);
  });
});

describe('the pages of a case that the command centre has taken over', () => {
  let test: DeskUnderTest;
  let centre: Person;
  let officer: Person;
  beforeAll(async () => {
    test = await startDesk();
    centre = await test.signIn({ name: 'Indra Jaya', role: 'command_centre', agency: null });
    officer = await test.signIn({ name: 'Budi Saputra' });
  });
  afterAll(() => test.stop());

  const formsIn = (html: string) => [...html.matchAll(/<form id="(\w+)" method="post"/g)].map(([, id]) => id);
  const keyIn = (html: string) => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';

  async function taken() {
    const filed = await test.fileAssigned();
    const url = `/desk/complaints/${filed.trackingCode}`;
    const page = await test.see(url, centre);
    expect(formsIn(page.text)).toContain('take_over');
    const { status } = await test.send(url, centre, {
      act: 'take_over',
      key: keyIn(page.text),
      reason: 'Terlalu lama.',
    });
    expect(status).toBe(303);
    return { filed, url };
  }

  it('tell staff, reporter and public who is working on it', async () => {
    const { filed, url } = await taken();
    for (const { text } of [
      await test.see(url, officer),
      await test.page(test.mine(filed)),
      await test.page(`/track/${filed.trackingCode}`),
    ]) {
      expect(text).toMatch(/JCOC[^<]* kini menanganinya, menggantikan Dinas PUPR\./);
      expect(text).toMatch(/JCOC[^<]* mengambil alih/);
    }
    expect((await test.see('/desk', officer)).text).toContain('JCOC menangani');
  });

  it('leave the agency nothing but notes, at the desk and through its mailed link', async () => {
    const { filed, url } = await taken();
    expect(formsIn((await test.see(url, officer)).text)).toEqual(['notes']);
    expect(formsIn((await test.page(test.staff(filed))).text)).toEqual(['notes']);
    const refused = await test.send(url, officer, {
      act: 'resolve',
      key: 'a-key-of-the-test-itself',
      note: 'Sudah kami tambal.',
    });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Aduan ini sudah ditangani pusat pantau. Tulisan Anda masih ada.');
    expect(refused.text).toContain('Sudah kami tambal.');
    const desk = await test.see('/desk', officer);
    expect(desk.text).not.toContain(`only&#x3D;${filed.trackingCode}`);
  });

  it('let the command centre work on it and give it back to the same agency', async () => {
    const { url } = await taken();
    const { text } = await test.see(url, centre);
    expect(formsIn(text)).toEqual(expect.arrayContaining(['acknowledge', 'resolve', 'reassign', 'extend']));
    expect(formsIn(text)).not.toContain('take_over');
    expect(formsIn(text)).not.toContain('nudge');
    expect(text).toContain('<option value="pupr">Dinas PUPR (kembalikan)</option>');
    const given = await test.send(url, centre, {
      act: 'reassign',
      key: keyIn(text),
      agency: 'pupr',
      category: '',
      reason: 'Silakan dilanjutkan.',
    });
    expect(given.status).toBe(303);
    expect((await test.see(url, officer)).text).toContain('Dikembalikan ke Dinas PUPR');
    expect(formsIn((await test.see(url, officer)).text)).toContain('acknowledge');
  });

  it('offer the take-over through the mailed link and in the list of escalated complaints', async () => {
    const filed = await test.fileAssigned();
    test.hoursPass(73);
    await test.settle(filed.id);
    test.hoursPass(-73);
    await test.moveClock(filed, 73);
    expect((await test.see('/desk/escalated', centre)).text).toContain(
      `href="/desk/complaints/${filed.trackingCode}?do&#x3D;take_over#take_over"`,
    );
    const page = test.staff(filed, 'command_centre:jcoc');
    const { text } = await test.page(`${page}&do=take_over`);
    expect(text).toMatch(/<details open><summary>Ambil alih<\/summary>/);
    const sent = await test.post(page, { act: 'take_over', key: keyIn(text), reason: 'Kami tangani.' });
    expect(sent.status).toBe(303);
    expect(await test.types(filed)).toContain('taken_over');
  });
});
