import { selectRows } from '../../../database/select-rows';
import { startDesk, type DeskUnderTest, type Person } from '../desk/desk-under-test';

const NEW = {
  name: 'Sri Wahyuni',
  email: 'sri@pupr.example',
  role: 'officer',
  agency: 'pupr',
  language: 'en',
};
const NOBODY = '01936000-0000-7000-8000-000000000001';

describe('the pages about staff', () => {
  let test: DeskUnderTest;
  let admin: Person;
  beforeAll(async () => {
    test = await startDesk();
  });
  beforeEach(async () => {
    await selectRows(test.db, { sql: 'TRUNCATE staff CASCADE' });
    admin = await test.signIn({ name: 'Nur Aini', role: 'administrator', agency: null });
  });
  afterAll(() => test.stop());

  const see = (address: string) => test.see(address, admin);
  const send = (address: string, fields: Record<string, string> = {}) => test.send(address, admin, fields);
  const namesIn = (html: string) =>
    [...html.matchAll(/<p class="who"><a href="[^"]+">([^<]+)</g)].map(([, name]) => name);
  const errorsIn = (html: string) =>
    [...html.matchAll(/<p class="err" id="(\w+)-error">([^<]+)</g)].map(
      ([, field, error]) => `${field}: ${error}`,
    );
  const actors = async (id: string) => {
    const sql = 'SELECT action, actor FROM audit_entries WHERE subject = $1 ORDER BY id';
    const rows = await selectRows<{ action: string; actor: string }>(test.db, { sql, bind: [`staff:${id}`] });
    return rows.map(({ action, actor }) => `${action} ${actor}`);
  };

  it('list everybody with role, agency, access and last sign-in', async () => {
    await test.deps.staff.add({ ...NEW, role: 'officer' }, { by: 'test' });
    const { status, text, headers } = await see('/admin/staff');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(namesIn(text)).toEqual(['Nur Aini', 'Sri Wahyuni']);
    expect(text).toContain('Petugas<small>Dinas PUPR</small>');
    expect(text).toContain('Belum pernah masuk');
    expect(text).toMatch(/Terakhir masuk <time datetime="20[^"]+Z">[^<]+ WIB<\/time>/);
    expect(text).toContain('2 orang');
  });

  it('search by words, agency, role and access, alone and combined', async () => {
    const { id } = await test.deps.staff.add({ ...NEW, role: 'officer' }, { by: 'test' });
    const other = { ...NEW, name: 'Joko', email: 'joko@dlh.example', agency: 'dlh' };
    await test.deps.staff.add({ ...other, role: 'supervisor' }, { by: 'test' });
    const found = async (query: string) => namesIn((await see(`/admin/staff?${query}`)).text);
    expect(await found('q=WAHYU')).toEqual(['Sri Wahyuni']);
    expect(await found('q=dlh.example')).toEqual(['Joko']);
    expect(await found('agency=dlh')).toEqual(['Joko']);
    expect(await found('role=supervisor&agency=pupr')).toEqual([]);
    await test.deps.staff.deactivate(id, { by: 'test' });
    expect(await found('state=inactive&role=officer')).toEqual(['Sri Wahyuni']);
    expect(await found('state=active&role=officer')).toEqual([]);
    const { text } = await see('/admin/staff?q=tidakada');
    expect(text).toContain('Tidak ada staf yang cocok.');
    expect(text).toContain('value="tidakada"');
    for (const query of ['role=application', 'role=x', 'state=x', 'agency=x', 'page=0']) {
      expect([query, (await see(`/admin/staff?${query}`)).status]).toEqual([query, 422]);
    }
  });

  it('list hundreds of people page by page, each once, on small pages', async () => {
    const people = Array.from({ length: 120 }, (_, at) => ({ ...NEW, email: `p${at}@pupr.example` }));
    for (const person of people) await test.deps.staff.add({ ...person, role: 'officer' }, { by: 'test' });
    const seen: (string | undefined)[] = [];
    for (let next: string | undefined = '/admin/staff?role=officer'; next;) {
      const { text } = await see(next);
      seen.push(...[...text.matchAll(/<a href="\/admin\/staff\/([\w-]{36})"/g)].map(([, id]) => id));
      expect(Buffer.byteLength(text)).toBeLessThan(60_000);
      next = /<a class="btn" href="([^"]+)" rel="next">/
        .exec(text)?.[1]
        ?.replaceAll('&#x3D;', '=')
        .replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it('add somebody who can sign in from then on, and record which administrator did it', async () => {
    const { status, headers } = await send('/admin/staff/new', { ...NEW, email: ' sri@pupr.example ' });
    expect(status).toBe(303);
    const added = await test.deps.staff.findByEmail(NEW.email);
    expect(added).toMatchObject({ ...NEW, active: true });
    expect(headers.location).toBe(`/admin/staff/${added?.id}?done=added`);
    expect(await actors(added?.id ?? '')).toEqual([`staff_added staff:${admin.member.id}`]);
    const { text } = await see(headers.location ?? '');
    expect(text).toContain('Sri Wahyuni ditambahkan, dan bisa masuk mulai sekarang.');
  });

  it('say what is wrong, at its field and at the top, and keep what was typed', async () => {
    await test.deps.staff.add({ ...NEW, role: 'officer' }, { by: 'test' });
    const tried = async (changes: Record<string, string>) => {
      const { status, text } = await send('/admin/staff/new', { ...NEW, ...changes });
      expect(status).toBe(422);
      expect(text).toMatch(/<div class="problem" role="alert"[\s\S]+<a href="#\w+">/);
      return { text, errors: errorsIn(text) };
    };
    const taken = await tried({ name: 'Sri <b>', email: 'SRI@pupr.example' });
    expect(taken.errors).toEqual(['email: Alamat ini sudah dipakai orang lain. Cari dia di daftar staf.']);
    expect(taken.text).toContain('value="Sri &lt;b&gt;"');
    expect(taken.text).toContain('<option value="pupr" selected>');
    expect((await tried({ agency: '' })).errors).toEqual(['agency: Peran ini perlu dinas. Pilih dinasnya.']);
    expect((await tried({ role: 'administrator' })).errors).toEqual([
      'agency: Peran ini tidak terikat dinas. Pilih “Tanpa dinas”.',
    ]);
    const { errors } = await tried({ name: '', email: 'sri', role: '', language: 'nl' });
    expect(errors.map((error) => error.split(':')[0])).toEqual(['name', 'email', 'role', 'language']);
    expect((await tried({ role: 'application' })).errors).toEqual(['role: Pilih perannya.']);
    expect((await tried({ email: 'sri2@pupr.example\nBcc: x@y.example' })).errors).toHaveLength(1);
    expect(await test.deps.staff.list({})).toHaveLength(2);
  });

  it('change somebody, even to a role without an agency', async () => {
    const { member, token } = await test.signIn({ role: 'officer' });
    const url = `/admin/staff/${member.id}`;
    const fields = { ...NEW, email: member.email };
    expect((await send(url, { ...fields, role: 'supervisor' })).headers.location).toBe(`${url}?done=changed`);
    expect(await test.deps.staff.find(member.id)).toMatchObject({ name: NEW.name, role: 'supervisor' });
    expect((await send(url, { ...fields, role: 'command_centre' })).status).toBe(422);
    await send(url, { ...fields, role: 'command_centre', agency: '' });
    expect(await test.deps.staff.find(member.id)).toMatchObject({ role: 'command_centre', agency: null });
    expect(await test.deps.sessions.find(token)).not.toBeNull();
    await send(url, { ...fields, role: 'command_centre', agency: '', email: 'other@pupr.example' });
    expect(await test.deps.sessions.find(token)).toBeNull();
  });

  it('keep the last administrator, and say why', async () => {
    const url = `/admin/staff/${admin.member.id}`;
    const responses = [
      await send(`${url}/deactivate`),
      await send(url, { ...NEW, email: admin.member.email }),
    ];
    for (const { status, text } of responses) {
      expect(status).toBe(409);
      expect(text).toContain('Dia pengelola terakhir yang aktif. Tambahkan pengelola lain dulu.');
    }
    expect(responses[1]?.text).toContain('value="Sri Wahyuni"');
    expect((await see(url)).text).toContain('Ini akun Anda sendiri.');
    expect(await test.deps.staff.find(admin.member.id)).toMatchObject({
      active: true,
      role: 'administrator',
    });
  });

  it('take somebody’s access away at once, and link to the complaints that they leave open', async () => {
    const { member, token, cookie } = await test.signIn({ name: 'Budi', role: 'officer' });
    const filed = await test.fileAssigned();
    await test.fileAssigned();
    await test.act(filed.trackingCode, 'assign', await test.key('officer', 'pupr'), { officer: member.id });
    const url = `/admin/staff/${member.id}`;
    const listed = `/desk?officer=${member.id}`;
    expect((await send(`${url}/deactivate`)).headers.location).toBe(`${url}?done=deactivated`);
    expect(await test.deps.sessions.find(token)).toBeNull();
    expect((await test.api.get('/desk').set('Cookie', cookie)).status).toBe(303);
    for (const page of [`${url}?done=deactivated`, '/admin/staff']) {
      const { text } = await see(page);
      expect(text).toContain(`<a href="${listed.replace('=', '&#x3D;')}">1 aduan belum ditutup</a>`);
    }
    const { text } = await see(listed);
    expect(text.match(/<tr role="row" data-code="([^"]+)"/g)).toHaveLength(1);
    expect(text).toContain(filed.trackingCode);
    expect(text).toContain('Ditugaskan kepada Budi.');
    await send(`${url}/reactivate`);
    expect(await test.deps.staff.find(member.id)).toMatchObject({ active: true });
    expect(await actors(member.id)).toEqual([
      'staff_added test',
      `staff_signed_in staff:${member.id}`,
      `staff_deactivated staff:${admin.member.id}`,
      `staff_reactivated staff:${admin.member.id}`,
    ]);
  });

  it('name no officer of another agency to somebody who lists that officer’s complaints by id', async () => {
    const { member } = await test.signIn({ name: 'Budi Rahasia', role: 'officer', agency: 'pupr' });
    const filed = await test.fileAssigned();
    await test.act(filed.trackingCode, 'assign', await test.key('officer', 'pupr'), { officer: member.id });
    const listed = async (agency: string) =>
      (await test.see(`/desk?officer=${member.id}`, await test.signIn({ role: 'officer', agency }))).text;
    expect(await listed('pupr')).toContain('Budi Rahasia');
    const other = await listed('dishub');
    expect(other).not.toContain('Budi Rahasia');
    expect(other).not.toContain(filed.trackingCode);
    expect(other).toContain('seorang petugas');
  });

  it('sign somebody out everywhere', async () => {
    const { member, token } = await test.signIn({ role: 'officer' });
    const url = `/admin/staff/${member.id}`;
    expect((await see(url)).text).toContain('Perangkat tidak dikenal');
    expect((await send(`${url}/sign-out`)).headers.location).toBe(`${url}?done=signedOut`);
    expect(await test.deps.sessions.find(token)).toBeNull();
    expect((await see(url)).text).toContain('Tidak sedang masuk di mana pun.');
  });

  it('are not found under an id that nobody has', async () => {
    for (const id of [NOBODY, 'x', '%27']) {
      expect((await see(`/admin/staff/${id}`)).status).toBe(404);
      for (const button of ['', '/deactivate', '/reactivate', '/sign-out'])
        expect((await send(`/admin/staff/${id}${button}`, NEW)).status).toBe(404);
    }
  });

  it('are for administrators only, and ignore whatever others send', async () => {
    const { member } = await test.signIn({ role: 'officer' });
    for (const role of ['officer', 'supervisor', 'agency_head', 'command_centre'] as const) {
      const person = await test.signIn({ role, agency: role === 'command_centre' ? null : 'pupr' });
      const before = await test.everything();
      for (const path of ['/new', `/${member.id}`, `/${member.id}/deactivate`, `/${member.id}/sign-out`]) {
        const address = `/admin/staff${path}`;
        expect((await test.send(address, person, { ...NEW, email: `${role}@x.example` })).status).toBe(404);
      }
      expect(await test.everything()).toBe(before);
    }
  });

  it('reject a form without the right CSRF token', async () => {
    const { member } = await test.signIn({ role: 'officer' });
    const before = await test.everything();
    for (const path of ['/new', `/${member.id}`, `/${member.id}/deactivate`, `/${member.id}/sign-out`]) {
      for (const csrf of ['', 'x', admin.token]) {
        const forged = test.send(`/admin/staff${path}`, { ...admin, csrf }, NEW);
        expect((await forged).status).toBe(403);
      }
    }
    expect(await test.everything()).toBe(before);
  });

  it.each(['id', 'en'])('have one heading, labelled fields and unique ids (%s)', async (language) => {
    const { member } = await test.signIn({ role: 'officer' });
    await test.deps.staff.deactivate((await test.signIn({ role: 'officer' })).member.id, { by: 'test' });
    const pages = [
      '/admin/staff',
      '/admin/staff?q=x',
      '/admin/staff/new',
      `/admin/staff/${member.id}`,
      '/account',
    ];
    for (const page of pages) {
      const { text } = await see(`${page}${page.includes('?') ? '&' : '?'}lang=${language}`);
      expect(text).toContain(`<html lang="${language}">`);
      expect(text.match(/<h1[ >]/g)).toHaveLength(1);
      expect(text).not.toMatch(/undefined|\[object|\{\{|null<|>admin\.|<script| style=/);
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const fields = [...text.matchAll(/<(?:input|select)\b[^>]*>/g)].map(([tag]) => tag);
      for (const tag of fields.filter((field) => !field.includes('type="hidden"')))
        expect(text).toContain(`<label for="${/ id="([^"]+)"/.exec(tag)?.[1]}">`);
    }
  });

  it('keep names, addresses and tokens out of the log', async () => {
    const from = test.logLines.length;
    await send('/admin/staff/new', NEW);
    await send('/admin/staff/new', NEW);
    await see(`/admin/staff?q=${NEW.email}`);
    const log = test.logLines.slice(from).join('\n');
    expect(log).toContain('/admin/staff');
    for (const secret of [NEW.email, 'Sri', admin.token, admin.csrf]) expect(log).not.toContain(secret);
  });
});
