import { selectRows } from '../../../database/select-rows';
import { createWebhookQueue } from '../../../database/stores/webhook-queue';
import { insertComplaint } from '../../support/notification-rows';
import { publish } from '../../support/webhook-bench';
import { startDesk, type DeskUnderTest, type Person } from '../desk/desk-under-test';

const BY = { by: 'test' };
const RECEIVER = {
  ...{ url: 'http://127.0.0.1:9/hooks?token=x', label: 'JCOC <b>', types: [], agencies: [], categories: [] },
  includeConfidential: false,
};

describe('the pages about webhooks', () => {
  let test: DeskUnderTest;
  let admin: Person;
  beforeAll(async () => {
    test = await startDesk();
    admin = await test.signIn({ role: 'administrator', agency: null });
  });
  beforeEach(() => selectRows(test.db, { sql: 'TRUNCATE webhook_endpoints CASCADE' }));
  afterAll(() => test.stop());

  const see = (address: string) => test.see(address, admin);
  const send = (address: string, fields: Record<string, string> = {}) => test.send(address, admin, fields);
  const add = async () => (await test.deps.webhooks.add(RECEIVER, BY)).endpoint.id;
  const secretIn = (html: string) =>
    /<input id="secret"[^>]* value="(whsec_[^"]+)" readonly/.exec(html)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
  const errorsIn = (html: string) =>
    [...html.matchAll(/<p class="err" id="(\w+)-error">/g)].map(([, field]) => field);

  it('list the endpoints by name and host, without the rest of the address', async () => {
    expect((await see('/admin/webhooks')).text).toContain('Belum ada aplikasi lain');
    const id = await add();
    await test.deps.webhooks.ping(id);
    const { text, headers } = await see('/admin/webhooks');
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain(`<a href="/admin/webhooks/${id}">JCOC &lt;b&gt;</a><small>127.0.0.1:9</small>`);
    expect(text).not.toContain('token');
    expect(text).toContain('1 menunggu dikirim');
    expect(text).toContain('<a href="/admin/webhooks" aria-current="page">Webhook</a>');
  });

  it('add one for what is ticked, and show its secret once', async () => {
    const { status, text, headers } = await send('/admin/webhooks/new', {
      ...{ label: 'JCOC', url: RECEIVER.url, 'types:closed': 'yes' },
      ...{ 'agencies:pupr': 'yes', includeConfidential: 'yes' },
    });
    expect([status, headers['cache-control'], headers.location]).toEqual([200, 'no-store', undefined]);
    const [made] = await test.deps.webhooks.list();
    expect(made).toMatchObject({
      ...{ label: 'JCOC', url: RECEIVER.url, types: ['closed'], agencies: ['pupr'], categories: [] },
      includeConfidential: true,
    });
    const secret = secretIn(text);
    expect(secret).toMatch(/^whsec_/);
    const shown = await see(`/admin/webhooks/${made?.id}`);
    expect(shown.text).not.toContain(secret.slice(10, 30));
    expect(shown.text).toMatch(/name="agencies:pupr" type="checkbox" value="yes" checked/);
    expect(shown.text).not.toMatch(/name="agencies:dishub" type="checkbox" value="yes" checked/);
  });

  it('say what is wrong at its field, keep what was typed, and add nothing', async () => {
    const tried = async (fields: Record<string, string>) => {
      const typed = { label: 'JCOC', url: RECEIVER.url, 'types:closed': 'yes', ...fields };
      const { status, text } = await send('/admin/webhooks/new', typed);
      expect(status).toBe(422);
      expect(text).toMatch(/<div class="problem" role="alert"[\s\S]+<a href="#\w+">/);
      expect(text).toMatch(/name="types:closed" type="checkbox" value="yes" checked/);
      return { errors: errorsIn(text), text };
    };
    expect((await tried({ label: '' })).errors).toEqual(['label']);
    expect((await tried({ 'types:nudged': 'yes' })).errors).toEqual(['types']);
    expect((await tried({ url: 'bukan alamat' })).text).toContain('Alamat ini tampaknya keliru.');
    expect((await tried({ url: 'https://10.0.0.1/' })).text).toContain('tidak berada di jaringan umum');
    expect((await tried({ url: 'http://93.184.215.14/' })).text).toContain('harus diawali https');
    expect((await tried({ url: '"><b>' })).text).toContain('value="&quot;&gt;&lt;b&gt;"');
    expect(await test.deps.webhooks.list()).toEqual([]);
  });

  it('change one, switch it off and on, and remove it', async () => {
    const id = await add();
    const changed = await send(`/admin/webhooks/${id}`, { label: 'Baru', url: RECEIVER.url });
    expect([changed.status, changed.headers.location]).toEqual([303, `/admin/webhooks/${id}?done=changed`]);
    expect((await see(`/admin/webhooks/${id}?done=changed`)).text).toContain('Tersimpan.');
    const wrong = await send(`/admin/webhooks/${id}`, { label: 'Baru', url: 'https://[::1]/' });
    expect([wrong.status, errorsIn(wrong.text)]).toEqual([422, ['url']]);
    await send(`/admin/webhooks/${id}/switch-off`);
    const off = await see(`/admin/webhooks/${id}`);
    expect(off.text).toContain('<b>Nonaktif</b>');
    expect(off.text).not.toContain('Kirim percobaan');
    expect((await send(`/admin/webhooks/${id}/ping`)).text).toContain('Aktifkan dulu.');
    await send(`/admin/webhooks/${id}/switch-on`);
    expect(await test.deps.webhooks.find(id)).toMatchObject({ label: 'Baru', disabledAt: null });
    const removed = await send(`/admin/webhooks/${id}/remove`);
    expect(removed.headers.location).toBe('/admin/webhooks?done=removed');
    expect((await see(`/admin/webhooks/${id}`)).status).toBe(404);
  });

  it('replace a secret, and say until when the old one signs as well', async () => {
    const { endpoint, secret } = await test.deps.webhooks.add(RECEIVER, BY);
    const { text, headers } = await send(`/admin/webhooks/${endpoint.id}/secret`);
    expect(headers['cache-control']).toBe('no-store');
    expect(secretIn(text)).toMatch(/^whsec_/);
    expect(secretIn(text)).not.toBe(secret);
    expect(text).toContain('Rahasia sebelumnya ikut menandatangani sampai');
  });

  it('show each attempt and why it failed, and send a delivery again', async () => {
    const id = await add();
    await insertComplaint(test.db, { reporter: { name: 'Kanari', email: 'kanari@example.org' } });
    await publish(test.db);
    const queue = createWebhookQueue({ db: test.db });
    const [claimed] = await queue.claim({ limit: 1, leaseMs: 1_000 });
    if (!claimed) throw new Error('nothing was due');
    const tried = { at: Date.now(), durationMs: 1_234, status: 503 };
    await queue.fail({ ...claimed, tried, error: 'HTTP_503', isGone: false });
    const { text } = await see(`/admin/webhooks/${id}`);
    expect(text).toMatch(/<b>Gagal<\/b> · Aduan masuk · SK-[\w-]+<small>/);
    expect(text).toContain('1 percobaan · Menjawab 503');
    const address = `/admin/webhooks/${id}/deliveries/${claimed.id}`;
    const page = await see(address);
    expect(page.text).toMatch(/<b>Menjawab 503<\/b>[\s\S]+HTTP 503 · 1.234 milidetik/);
    expect(page.text).toContain(`<code>${claimed.id}</code>`);
    expect(page.text).not.toContain('anari');
    const replayed = await send(`${address}/replay`);
    expect(replayed.headers.location).toBe(`${address}?done=replayed`);
    expect((await test.deps.webhooks.delivery(id, claimed.id))?.state).toBe('pending');
    await queue.claim({ limit: 1, leaseMs: 60_000 });
    expect((await send(`${address}/replay`)).text).toContain('Sedang dikirim saat ini.');
  });

  it('show twenty deliveries at a time and link to older ones', async () => {
    const id = await add();
    for (let n = 0; n < 21; n += 1) await test.deps.webhooks.ping(id);
    const first = (await see(`/admin/webhooks/${id}`)).text;
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(first) ?? [];
    const count = (html: string) => [...html.matchAll(/aria-label="Lihat percobaan/g)].length;
    expect(count(first)).toBe(20);
    expect(count((await see(next.replaceAll('&#x3D;', '='))).text)).toBe(1);
    expect((await see(`/admin/webhooks/${id}?cursor=x`)).status).toBe(422);
  });
});
