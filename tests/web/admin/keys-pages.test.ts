import { selectRows } from '../../../database/select-rows';
import { startDesk, type DeskUnderTest, type Person } from '../desk/desk-under-test';

const BY = { by: 'test' };
const APP = { role: 'application', agency: null, label: 'Dishub Smart' } as const;
const NEW = {
  label: 'Si Raja Koja',
  role: 'application',
  'scopes:complaints:file': 'yes',
  channel: 'si-raja-koja',
};
const NOBODY = '01936000-0000-7000-8000-000000000001';

describe('the pages about API keys', () => {
  let test: DeskUnderTest;
  let admin: Person;
  beforeAll(async () => {
    test = await startDesk();
    admin = await test.signIn({ role: 'administrator', agency: null });
  });
  beforeEach(() => selectRows(test.db, { sql: 'TRUNCATE api_keys, audit_entries CASCADE' }));
  afterAll(() => test.stop());

  const see = (address: string) => test.see(address, admin);
  const send = (address: string, fields: Record<string, string> = {}) => test.send(address, admin, fields);
  const secretIn = (html: string) =>
    /<textarea id="secret"[^>]* readonly[^>]*>(sk_\w+)<\/textarea>/.exec(html)?.[1] ?? '';
  const labelsIn = (html: string) =>
    [...html.matchAll(/<p class="who"><a href="[^"]+">([^<]+)</g)].map(([, label]) => label);
  const errorsIn = (html: string) =>
    [...html.matchAll(/<p class="err" id="(\w+)-error">/g)].map(([, field]) => field);

  it('list each key’s name, prefix, purpose and last use, with the valid ones first', async () => {
    const { id } = await test.deps.apiKeys.create({ ...APP, label: 'Lama' }, BY);
    await test.deps.apiKeys.revoke(id, BY);
    const { key } = await test.deps.apiKeys.create({ ...APP, channel: 'dishub-smart' }, BY);
    await test.deps.apiKeys.create({ role: 'officer', agency: 'pupr', label: 'Loket <b>' }, BY);
    await test.deps.apiKeys.authenticate(key);
    const { status, text, headers } = await see('/admin/keys');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(labelsIn(text)).toEqual(['Loket &lt;b&gt;', 'Dishub Smart', 'Lama']);
    expect(text).toContain(`<small class="key-prefix">${key.slice(0, 9)}…</small>`);
    expect(text).not.toContain(key);
    expect(text).toContain('Aplikasi<small>dishub-smart</small>');
    expect(text).toMatch(/Terakhir dipakai <time datetime="20[^"]+Z">/);
    expect(text).toContain('<b>Dicabut</b>');
    expect(text).toContain('3 kunci');
  });

  it('show a new key once, in the response to the POST, which is not cached and has no address', async () => {
    const { status, text, headers } = await send('/admin/keys/new', NEW);
    expect([status, headers['cache-control'], headers.location]).toEqual([200, 'no-store', undefined]);
    const key = secretIn(text);
    expect(await test.deps.apiKeys.authenticate(key)).toMatchObject({
      ...{ label: 'Si Raja Koja', role: 'application', channel: 'si-raja-koja' },
      scopes: ['complaints:file'],
    });
    const [made] = await test.deps.apiKeys.list();
    expect(text).toContain(`href="/admin/keys/${made?.id}"`);
    for (const address of ['/admin/keys', `/admin/keys/${made?.id}`]) {
      expect((await see(address)).text).not.toContain(key.slice(9));
    }
  });

  it('make a key that expires, and one for an officer without the scopes of applications', async () => {
    await send('/admin/keys/new', { ...NEW, days: '30' });
    const [application] = await test.deps.apiKeys.list();
    const days = ((application?.expiresAt ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    expect((await see(`/admin/keys/${application?.id}`)).text).toContain('Berakhir');
    const officer = { ...NEW, label: 'Loket', role: 'officer', agency: 'pupr', channel: '' };
    expect(secretIn((await send('/admin/keys/new', officer)).text)).toMatch(/^sk_/);
    expect((await test.deps.apiKeys.list())[1]).toMatchObject({
      role: 'officer',
      agency: 'pupr',
      scopes: [],
    });
  });

  it('say what is wrong at its field, keep what was typed, and make nothing', async () => {
    const tried = async (changes: Record<string, string>) => {
      const { status, text } = await send('/admin/keys/new', { ...NEW, ...changes });
      expect(status).toBe(422);
      expect(text).toMatch(/<div class="problem" role="alert"[\s\S]+<a href="#\w+">/);
      return { text, errors: errorsIn(text) };
    };
    expect((await tried({ label: '' })).errors).toEqual(['label']);
    expect((await tried({ 'scopes:complaints:file': '' })).errors).toEqual(['scopes']);
    expect((await tried({ channel: 'Web Kota' })).errors).toEqual(['channel']);
    expect((await tried({ channel: 'web' })).errors).toEqual(['channel']);
    expect((await tried({ role: 'officer' })).errors).toEqual(['agency']);
    expect((await tried({ role: '' })).errors).toEqual(['role']);
    expect((await tried({ days: '9999' })).errors).toEqual(['days']);
    const { text } = await tried({ channel: '"><b>' });
    expect(text).toContain('value="&quot;&gt;&lt;b&gt;"');
    expect(text).toMatch(/name="scopes:complaints:file" type="checkbox" value="yes" checked/);
    expect(text).not.toMatch(/name="scopes:events:read" type="checkbox" value="yes" checked/);
    expect(await test.deps.apiKeys.list()).toEqual([]);
  });

  it('rotate a key, keep the old secret as long as was chosen, and say until when', async () => {
    const { id, key } = await test.deps.apiKeys.create(APP, BY);
    const rotated = await send(`/admin/keys/${id}/rotate`, { overlapHours: '24' });
    expect([rotated.status, rotated.headers['cache-control']]).toEqual([200, 'no-store']);
    const fresh = secretIn(rotated.text);
    expect(rotated.text).toContain('Yang sebelumnya berlaku sampai');
    expect(await test.deps.apiKeys.authenticate(key)).toMatchObject({ id });
    expect(await test.deps.apiKeys.authenticate(fresh)).toMatchObject({ id });
    expect((await see(`/admin/keys/${id}`)).text).toContain(`${key.slice(0, 9)}… sampai`);
    const leaked = await send(`/admin/keys/${id}/rotate`, { overlapHours: '0' });
    expect(leaked.text).toContain('Yang sebelumnya tidak berlaku lagi.');
    expect(await test.deps.apiKeys.authenticate(fresh)).toBeNull();
    expect((await send(`/admin/keys/${id}/rotate`, { overlapHours: '1000' })).status).toBe(422);
  });

  it('show no key to somebody who loads the address of a button', async () => {
    const { id } = await test.deps.apiKeys.create(APP, BY);
    const { status, headers } = await see(`/admin/keys/${id}/rotate`);
    expect([status, headers.location]).toEqual([303, `/admin/keys/${id}`]);
    expect((await test.deps.apiKeys.find(id))?.overlapping).toEqual([]);
  });

  it('revoke a key at once, and answer a second click the same', async () => {
    const { id, key } = await test.deps.apiKeys.create(APP, BY);
    for (const time of ['first', 'second']) {
      const { status, headers } = await send(`/admin/keys/${id}/revoke`);
      expect([time, status, headers.location]).toEqual([time, 303, `/admin/keys/${id}?done=revoked`]);
    }
    expect(await test.deps.apiKeys.authenticate(key)).toBeNull();
    const { text } = await see(`/admin/keys/${id}?done=revoked`);
    expect(text).toContain('Dicabut. Kunci ini tidak membuka apa pun lagi.');
    expect(text).not.toContain('/rotate');
    const late = await send(`/admin/keys/${id}/rotate`, { overlapHours: '24' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('tidak bisa diganti');
  });

  it('renew an expired key, but only with a new secret', async () => {
    const { id, key } = await test.deps.apiKeys.create({ ...APP, expiresAt: Date.now() + 60_000 }, BY);
    expect((await see(`/admin/keys/${id}`)).text).toMatch(/<select id="days"[^>]*><option value="">/);
    await selectRows(test.db, { sql: "UPDATE api_keys SET expires_at = now() - interval '1 second'" });
    const { text } = await see(`/admin/keys/${id}`);
    expect(text).toMatch(/<select id="days"[^>]*><option value="30">/);
    expect((await send(`/admin/keys/${id}/rotate`)).status).toBe(409);
    const renewed = await send(`/admin/keys/${id}/rotate`, { days: '30' });
    expect(renewed.text).toContain('Yang sebelumnya tidak berlaku lagi.');
    expect(await test.deps.apiKeys.authenticate(secretIn(renewed.text))).toMatchObject({ id });
    expect(await test.deps.apiKeys.authenticate(key)).toBeNull();
    await send(`/admin/keys/${id}/rotate`, { overlapHours: '0', days: 'forever' });
    expect(await test.deps.apiKeys.find(id)).toMatchObject({ expiresAt: null });
  });

  it('record which administrator made each change', async () => {
    await send('/admin/keys/new', NEW);
    const [made] = await test.deps.apiKeys.list();
    await send(`/admin/keys/${made?.id}/rotate`, { overlapHours: '24' });
    await send(`/admin/keys/${made?.id}/revoke`);
    const rows = await selectRows<{ action: string; actor: string }>(test.db, {
      sql: 'SELECT action, actor FROM audit_entries ORDER BY id',
    });
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual(
      ['key_created', 'key_rotated', 'key_revoked'].map((action) => [action, `staff:${admin.member.id}`]),
    );
  });

  it('list many keys page by page, and refuse pages and keys that do not exist', async () => {
    for (let number = 0; number < 60; number += 1) {
      await test.deps.apiKeys.create({ ...APP, label: `Aplikasi ${number}` }, BY);
    }
    const first = await see('/admin/keys');
    const second = await see('/admin/keys?page=2');
    expect([first, second].map(({ text }) => labelsIn(text).length)).toEqual([50, 10]);
    expect(new Set([...labelsIn(first.text), ...labelsIn(second.text)]).size).toBe(60);
    expect(Buffer.byteLength(first.text)).toBeLessThan(60_000);
    expect((await see('/admin/keys?page=0')).status).toBe(422);
    expect((await see(`/admin/keys/${NOBODY}`)).status).toBe(404);
    expect((await see('/admin/keys/nonsense')).status).toBe(404);
  });
});

describe('the page of a case', () => {
  let test: DeskUnderTest;
  beforeAll(async () => {
    test = await startDesk();
  });
  afterAll(() => test.stop());

  it('names the application that filed it, with its reference there', async () => {
    const { key } = await test.deps.apiKeys.create({ ...APP, channel: 'dishub-smart' }, BY);
    const filed = await test.fileAssigned({ externalReference: 'DS-118' }, key);
    const own = await test.fileAssigned();
    const supervisor = await test.signIn({ role: 'supervisor', agency: 'pupr' });
    const page = (code: string) => test.see(`/desk/complaints/${code}`, supervisor);
    expect((await page(filed.trackingCode)).text).toContain('<dt>Lewat</dt><dd>Dishub Smart · DS-118</dd>');
    expect((await page(own.trackingCode)).text).not.toContain('<dt>Lewat</dt>');
  });
});
