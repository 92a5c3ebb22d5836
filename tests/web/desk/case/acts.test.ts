import { plain } from '../../../photos/sample-photos';
import type { Person } from '../desk-under-test';
import { actionIn, formsIn, keyIn, startCase, type CaseUnderTest } from './case-under-test';

describe('the acts on the page of a case', () => {
  let test: CaseUnderTest;
  let officer: Person;
  let colleague: Person;
  let leader: Person;
  beforeAll(async () => {
    test = await startCase();
    officer = await test.signIn({ name: 'Budi Saputra' });
    colleague = await test.signIn({ name: 'Lina Marlina' });
    leader = await test.signIn({ name: 'Ratna Dewi', role: 'supervisor' });
  });
  afterAll(() => test.stop());

  const lastOf = async ({ trackingCode }: { trackingCode: string }) => {
    const { body } = await test.get(trackingCode, await test.key('command_centre'));
    return body.timeline.at(-1);
  };

  it('are those that the person may execute, the next one first', async () => {
    const filed = await test.fileAssigned();
    const forms = async (person: Person) => formsIn((await test.open(filed, person)).text);
    const officers = [
      'acknowledge',
      'start',
      'resolve',
      'ask',
      'assign',
      'notes',
      'reassign',
      'reject',
      'merge',
    ];
    expect(await forms(officer)).toEqual(officers);
    expect(await forms(leader)).toEqual([...officers.slice(0, -1), 'extend', 'nudge', 'merge']);
    const { text } = await test.open(filed, officer);
    expect(text.match(/class="btn btn-main"/g)).toHaveLength(1);
  });

  it.each<[string, Record<string, string>, object]>([
    ['acknowledge', {}, { type: 'acknowledged' }],
    ['start', {}, { type: 'started' }],
    ['resolve', { note: 'Sudah ditambal.' }, { type: 'resolved', data: { note: 'Sudah ditambal.' } }],
    [
      'reject',
      { reason: 'already_handled', note: '' },
      { type: 'rejected', data: { reason: 'already_handled' } },
    ],
    ['extend', { hours: '12', reason: 'Menunggu aspal.' }, { type: 'extended' }],
    [
      'notes',
      { text: 'Catatan.' },
      { type: 'noted', data: { kind: 'note', public: false, text: 'Catatan.' } },
    ],
    ['ask', { question: 'Di mana?' }, { type: 'information_requested', data: { question: 'Di mana?' } }],
    ['nudge', { note: 'Mohon segera.' }, { type: 'nudged', data: { note: 'Mohon segera.' } }],
    ['assign', { officer: 'nobody' }, { type: 'officer_assigned', data: { officer: null } }],
  ])('execute %s as the person who is signed in', async (act, fields, event) => {
    const filed = await test.fileAssigned();
    const { status, headers } = await test.fill(filed, leader, { act, ...fields });
    expect([status, headers.location]).toEqual([303, `${test.urlOf(filed)}?done=${act}`]);
    expect(await lastOf(filed)).toMatchObject({ ...event, actor: { kind: 'supervisor', agency: 'pupr' } });
    const [row] = (await test.deps.complaints.timeline(filed.id)).slice(-1);
    expect(row?.actor.ref).toBe(leader.member.id);
    expect((await test.see(headers.location ?? '', leader)).text).toMatch(/notice-good/);
  });

  it('resolve with photos', async () => {
    const filed = await test.fileAssigned();
    const { text } = await test.open(filed, officer);
    const { status } = await test.api
      .post(actionIn(text))
      .set('Cookie', officer.cookie)
      .field({ act: 'resolve', key: keyIn(text), csrf: officer.csrf, note: 'Sudah ditambal.' })
      .attach('photos', await plain(60, 40).jpeg().toBuffer(), 'sesudah.jpg');
    expect(status).toBe(303);
    expect((await lastOf(filed)).data.photos).toHaveLength(1);
  });

  it('assign to colleagues of the agency, oneself first, and to nobody else', async () => {
    const filed = await test.fileAssigned();
    const stranger = await test.signIn({ agency: 'dishub', name: 'Orang Lain' });
    const { text } = await test.open(filed, officer);
    const select = /<select id="assign-officer"[\s\S]*?<\/select>/.exec(text)?.[0] ?? '';
    expect(select).toMatch(/Pilih<\/option>\s*<option value="[\w-]+">Budi Saputra \(saya\)<\/option>/);
    expect(select).toContain('Lina Marlina');
    expect(select).not.toContain('Orang Lain');
    await test.fill(filed, officer, { act: 'assign', officer: colleague.member.id });
    expect((await lastOf(filed)).data).toEqual({ officer: colleague.member.id });
    const refused = await test.fill(filed, officer, { act: 'assign', officer: stranger.member.id });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Pilih petugasnya.');
  });

  it('suggest merging into an earlier complaint close by, and merge', async () => {
    const place = { latitude: -1.62, longitude: 103.6, address: 'Jl. Melati' };
    const earlier = await test.fileAssigned({ location: place });
    const other = await test.fileAssigned({ location: place, category: 'drainase' });
    const filed = await test.fileAssigned({ location: { ...place, latitude: -1.6202 } });
    const { text } = await test.open(filed, officer);
    expect(text).toMatch(
      new RegExp(
        `<li><a class="code" href="/desk/complaints/${earlier.trackingCode}">[^<]+</a> 22 m dari sini · Jl. Melati`,
      ),
    );
    const unfit = await test.fill(filed, officer, { act: 'merge', into: other.trackingCode });
    expect(unfit.status).toBe(409);
    expect(unfit.text).toContain('harus terbuka, masuk lebih dulu, dan sekategori');
    expect(unfit.text).toContain(`value="${other.trackingCode}"`);
    const unknown = await test.fill(filed, officer, { act: 'merge', into: 'SK-0000-0000' });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('Tidak ada aduan Anda dengan nomor ini');
    expect((await test.fill(filed, officer, { act: 'merge', into: earlier.trackingCode })).status).toBe(303);
    expect(await lastOf(filed)).toMatchObject({ type: 'merged', data: { into: earlier.trackingCode } });
  });

  it('say what has changed in the meantime and by whom, and keep what was typed', async () => {
    const filed = await test.fileAssigned();
    const { text } = await test.open(filed, officer);
    await test.fill(filed, colleague, { act: 'resolve', note: 'Sudah ditambal.' });
    const words = {
      act: 'reject',
      key: keyIn(text),
      reason: 'already_handled',
      note: 'Sudah pernah ditangani.',
    };
    const response = await test.send(actionIn(text), officer, words);
    expect(response.status).toBe(409);
    expect(response.text).toContain('Aduan ini baru berubah: sekarang Selesai.');
    expect(response.text).toMatch(
      /Sejak halaman Anda dibuka:<\/p><ul><li>Dinyatakan selesai, Lina Marlina, Dinas PUPR · /,
    );
    expect(response.text).toContain('Sudah pernah ditangani.');
    // What happened before the page was opened is not new.
    expect(/Sejak halaman[\s\S]*?<\/div>/.exec(response.text)?.[0]).not.toContain('Dikirim ke');
  });

  it('name the field that is missing and keep the rest', async () => {
    const filed = await test.fileAssigned();
    const { status, text } = await test.fill(filed, officer, {
      act: 'reassign',
      agency: '',
      reason: 'Bukan jalan.',
    });
    expect(status).toBe(422);
    expect(text).toContain('<a href="#reassign-agency">Pilih dinas yang tepat.</a>');
    expect(text).toContain('Bukan jalan.</textarea>');
  });

  it('reassign a case with another category, and answer a second click the same', async () => {
    const filed = await test.fileAssigned();
    const { text } = await test.open(filed, officer);
    const form = {
      act: 'reassign',
      key: keyIn(text),
      agency: 'dlh',
      category: 'kebersihan',
      reason: 'Sampah.',
    };
    for (let click = 0; click < 2; click += 1) {
      const response = await test.send(actionIn(text), officer, form);
      expect(response.status).toBe(200);
      expect(response.text).toContain('Aduan ini kini di dinas lain.');
    }
    expect(await lastOf(filed)).toMatchObject({ data: { from: 'pupr', to: 'dlh', category: 'kebersihan' } });
    expect((await test.open(filed, officer)).status).toBe(404);
  });

  it('give the text back when the case now belongs to another agency', async () => {
    const filed = await test.fileAssigned();
    const { text } = await test.open(filed, officer);
    await test.fill(filed, colleague, { act: 'reassign', agency: 'dlh', reason: 'Sampah.' });
    const late = { act: 'notes', key: keyIn(text), text: 'Catatan yang panjang.' };
    const response = await test.send(actionIn(text), officer, late);
    expect(response.status).toBe(404);
    expect(response.text).toContain('Catatan yang panjang.');
    const unknown = await test.send('/desk/complaints/SK-0000-0000', officer, late);
    expect(response.text.replace(/<label for="kept">[\s\S]*?<\/textarea>/, '')).toContain(
      /<h1>[^<]+<\/h1>/.exec(unknown.text)?.[0],
    );
  });

  it('can be sent again after the engine was down, and count once', async () => {
    const filed = await test.fileAssigned();
    test.engine.state.isDown = true;
    const first = await test.fill(filed, officer, { act: 'notes', text: 'Satu kali saja.' });
    test.engine.state.isDown = false;
    expect(first.status).toBe(503);
    const key = /<form id="notes"[\s\S]*?name="key" value="([\w-]+)"/.exec(first.text)?.[1] ?? '';
    const again = { act: 'notes', key, text: 'Satu kali saja.' };
    for (let click = 0; click < 2; click += 1)
      expect((await test.send(test.urlOf(filed), officer, again)).status).toBe(303);
    expect((await test.types(filed)).filter((type) => type === 'noted')).toHaveLength(1);
  });

  it('are refused without the CSRF token of the session, and to everybody outside the agency', async () => {
    const filed = await test.fileAssigned();
    const stranger = await test.signIn({ agency: 'dishub' });
    const administrator = await test.signIn({ role: 'administrator', agency: null });
    const before = await test.types(filed);
    const form = { act: 'acknowledge', key: 'a-key-of-sixteen-characters' };
    const forged = await test.send(test.urlOf(filed), { cookie: officer.cookie, csrf: 'x' }, form);
    const foreign = await test.send(test.urlOf(filed), stranger, form);
    const looking = await test.send(test.urlOf(filed), administrator, form);
    expect([forged.status, foreign.status, looking.status]).toEqual([403, 404, 404]);
    expect((await test.send(test.urlOf(filed), officer, { act: 'withdraw' })).status).toBe(400);
    expect(await test.types(filed)).toEqual(before);
  });
});
