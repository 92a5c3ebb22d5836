import { selectRows } from '../../../database/select-rows';
import { createSignInStore } from '../../../database/stores/sign-in-store';
import type { StaffMember } from '../../../database/stores/staff-store';
import { formToken } from '../../../web/sign-in/staff-session';
import { newMember, signedIn, signInAgain } from '../../support/signed-in';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const SESSION = '__Host-sikesal-session';
const ENTRY = '__Host-sikesal-entry';

interface WithCookies {
  headers: Record<string, unknown>;
}

/** Cookies that a response sets, by name, with their flags. */
function cookiesSet({ headers }: WithCookies): Map<string, { value: string; flags: string }> {
  const lines = (headers['set-cookie'] ?? []) as string[];
  return new Map(
    lines.map((line) => {
      const [, name = '', value = '', flags = ''] = /^([^=]+)=([^;]*);? ?(.*)$/.exec(line) ?? [];
      return [name, { value, flags }];
    }),
  );
}

/** The CSRF token of the form in the page itself, not of the sign-out form above it. */
const csrfIn = (html: string) => /name="csrf" value="([\w-]+)"/.exec(html.split('<main')[1] ?? '')?.[1] ?? '';

describe('signing in', () => {
  let test: PagesUnderTest;
  let budi: StaffMember;
  beforeAll(async () => {
    test = await startPages();
  });
  beforeEach(async () => {
    await sql('TRUNCATE staff, notifications, rate_limits CASCADE');
    budi = await newMember(test.deps, { name: 'Budi <Santoso>', email: 'budi@pupr.example' });
  });
  afterAll(() => test.stop());

  const sql = <Row extends object>(text: string, ...bind: unknown[]) =>
    selectRows<Row>(test.db, { sql: text, bind });
  const mails = () =>
    sql<{ kind: string; recipient: string; occasion: string }>(
      "SELECT kind, recipient, occasion FROM notifications WHERE kind = 'sign_in' ORDER BY created_at",
    );
  const ask = (email: string, more: Record<string, string> = {}) => test.post('/sign-in', { email, ...more });

  const linkOf = (signInId: string, recipient = `staff:${budi.id}`) =>
    `/sign-in/link?t=${test.sign({ purpose: 'sign_in', signInId, recipient })}`;

  /** Address of the link that was mailed last. */
  async function mailedLink(email = budi.email, more: Record<string, string> = {}): Promise<string> {
    await ask(email, more).expect(303);
    const last = (await mails()).at(-1);
    if (!last) throw new Error('no mail was written down');
    return linkOf(last.occasion, last.recipient);
  }

  /** Opens the link and presses the button, as a browser with these cookies. */
  async function follow(link: string, cookie = '') {
    const page = await test.page(link).set('Cookie', cookie);
    const entry = cookiesSet(page).get(ENTRY)?.value ?? '';
    return test
      .post(link, { csrf: csrfIn(page.text) })
      .set('Cookie', [cookie, `${ENTRY}=${entry}`].filter(Boolean).join('; '));
  }

  const meOf = (token: string) => test.deps.sessions.find(token);

  it('takes an address and queues one mail for whoever it belongs to', async () => {
    const response = await ask(' BUDI@pupr.example ');
    expect(response.status).toBe(303);
    expect(response.headers.location).toBe('/sign-in/sent');
    const [mail] = await mails();
    expect(mail).toMatchObject({ kind: 'sign_in', recipient: `staff:${budi.id}` });
    const request = await createSignInStore(test).find(mail?.occasion ?? '');
    expect(request).toMatchObject({ staffId: budi.id, usedAt: null });
    expect((await test.page('/sign-in/sent')).text).toContain('Periksa email Anda');
  });

  it('names the device in our own words', async () => {
    const agent =
      'Mozilla/5.0 (Linux; Android 14; <b>evil</b>\t) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36';
    await ask(budi.email).set('User-Agent', agent);
    const [{ device } = { device: '' }] = await sql<{ device: string }>(
      'SELECT device FROM sign_in_requests',
    );
    expect(device).toBe('Chrome, Android');
  });

  it('responds to unknown and deactivated addresses as it does to known ones, and no sooner', async () => {
    const timed = async (email: string) => {
      const from = performance.now();
      const { status, headers, text } = await ask(email);
      expect(performance.now() - from).toBeGreaterThanOrEqual(395);
      return { status, location: headers.location, cookies: headers['set-cookie'], text };
    };
    await test.deps.staff.add({ ...budi, email: 'gone@pupr.example' }, { by: 'test' });
    const gone = await test.deps.staff.findByEmail('gone@pupr.example');
    await test.deps.staff.deactivate(gone?.id ?? '', { by: 'test' });
    const known = await timed(budi.email);
    expect(await timed('nobody@pupr.example')).toEqual(known);
    expect(await timed('gone@pupr.example')).toEqual(known);
    expect(await mails()).toHaveLength(1);
  });

  it('says at the field that an address is invalid, and keeps it', async () => {
    for (const wrong of ['', 'budi', 'budi@pupr.example\r\nBcc: x@y.example', 'a@b@c.example']) {
      const { status, text } = await ask(wrong);
      expect(status).toBe(422);
      expect(text.match(/Alamat ini tampaknya keliru/g)).toHaveLength(2);
      expect(text).toContain('<a href="#email">');
    }
    expect((await ask('"><script>')).text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(await mails()).toEqual([]);
  });

  it('asks whether to sign in as the link’s owner, and does so only with the button', async () => {
    const link = await mailedLink();
    const before = await test.everything();
    const page = await test.page(link);
    expect(page.text).toContain('Masuk sebagai Budi &lt;Santoso&gt;?');
    expect(page.headers['cache-control']).toBe('no-store');
    await test.api.head(link).expect(200);
    expect(await test.everything()).toBe(before);

    const response = await follow(link);
    expect(response.status).toBe(303);
    expect(response.headers.location).toBe('/desk');
    const session = cookiesSet(response).get(SESSION);
    expect(session?.flags).toMatch(/^Max-Age=604800; Path=\/; Expires=.+; HttpOnly; Secure; SameSite=Lax$/);
    expect(await meOf(session?.value ?? '')).toMatchObject({ member: { id: budi.id } });
    expect(await test.deps.staff.find(budi.id)).toMatchObject({ lastSignedInAt: expect.any(Number) });
  });

  it('redirects to the page that was asked for', async () => {
    const wanted = '/desk/complaints/SK-7Q4M-2XKD?tab=riwayat&q=jalan+rusak';
    const page = await test.page(`/sign-in?next=${encodeURIComponent(wanted)}`);
    expect(page.text).toContain(
      `name="next" value="${wanted.replaceAll('&', '&amp;').replaceAll('=', '&#x3D;')}"`,
    );
    const response = await follow(await mailedLink(budi.email, { next: wanted }));
    expect(response.headers.location).toBe(wanted);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'desk',
    ' /desk',
    '\\\\evil',
  ])('never redirects to %j', async (next) => {
    expect((await test.page(`/sign-in?next=${encodeURIComponent(next)}`)).text).not.toContain('name="next"');
    expect((await follow(await mailedLink(budi.email, { next }))).headers.location).toBe('/desk');
    const { cookie } = await signInAgain(test.deps, budi);
    const signed = await test.page(`/sign-in?next=${encodeURIComponent(next)}`).set('Cookie', cookie);
    expect(signed.headers.location).toBe('/desk');
    await sql('UPDATE sign_in_requests SET used_at = NULL, next_page = $1', next);
    const [{ id }] = (await sql('SELECT id FROM sign_in_requests')) as [{ id: string }];
    expect((await follow(linkOf(id))).headers.location).toBe('/desk');
  });

  it('works once, even when several press at once', async () => {
    const link = await mailedLink();
    const responses = await Promise.all([follow(link), follow(link), follow(link)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    const again = await test.page(link);
    expect(again.status).toBe(404);
    expect(again.text).toContain('Tautan ini tidak berlaku lagi');
    expect(again.text).not.toContain('Budi');
    expect(await test.deps.sessions.listOf(budi.id)).toHaveLength(1);
  });

  it('says the same for a link that is forged, foreign, expired or of somebody who left', async () => {
    const link = await mailedLink();
    const id = (await mails())[0]?.occasion ?? '';
    const sri = await newMember(test.deps);
    const complaint = await test.fileAssigned();
    const purposes = test.sign({
      complaintId: complaint.id,
      recipient: `staff:${budi.id}`,
      purpose: 'act',
      generation: 1,
    });
    const dead: string[] = [
      '/sign-in/link',
      '/sign-in/link?t=x',
      `${link}A`,
      linkOf(id, `staff:${sri.id}`),
      linkOf('01936000-0000-7000-8000-000000000001'),
      linkOf("' OR 1=1"),
      `/sign-in/link?t=${purposes}`,
    ];
    const texts = new Set<string>();
    const expectDead = async (address: string) => {
      for (const { status, text } of [await test.page(address), await test.post(address, { csrf: 'x' })]) {
        expect(status).toBe(404);
        texts.add(text.replace(/<a class="lang".*?<\/a>/, ''));
      }
    };
    for (const address of dead) await expectDead(address);
    await sql('UPDATE sign_in_requests SET expires_at = now()');
    await expectDead(link);
    await sql("UPDATE sign_in_requests SET expires_at = now() + interval '1 minute'");
    expect((await test.page(link)).status).toBe(200);
    await test.deps.staff.deactivate(budi.id, { by: 'test' });
    await expectDead(link);
    expect(texts.size).toBe(1);
    expect(await sql('SELECT id FROM sessions')).toEqual([]);
  });

  it('cannot be forced on a visitor by another site’s form', async () => {
    const link = await mailedLink();
    const page = await test.page(link);
    const entry = cookiesSet(page).get(ENTRY)?.value ?? '';
    const forged = [
      test.post(link),
      test.post(link, { csrf: csrfIn(page.text) }),
      test.post(link, { csrf: formToken('other') }).set('Cookie', `${ENTRY}=${entry}`),
      test.post(link, { csrf: formToken('') }).set('Cookie', `${ENTRY}=`),
    ];
    for (const post of forged) {
      const response = await post;
      expect(response.status).toBe(403);
      expect(response.text).toContain('Masuk sebagai');
      expect(cookiesSet(response).has(SESSION)).toBe(false);
    }
    expect(cookiesSet(page).get(ENTRY)?.flags).toMatch(/HttpOnly; Secure; SameSite=Lax$/);
    expect((await follow(link)).status).toBe(303);
  });

  it('always issues a new token, and closes the session that the browser had', async () => {
    const old = await signInAgain(test.deps, budi);
    const planted = `${SESSION}=${'x'.repeat(43)}`;
    for (const cookie of [old.cookie, planted]) {
      const response = await follow(await mailedLink(), cookie);
      const token = cookiesSet(response).get(SESSION)?.value ?? '';
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(cookie).not.toContain(token);
      expect(await meOf(token)).not.toBeNull();
    }
    expect(await meOf(old.token)).toBeNull();
    expect(await meOf('x'.repeat(43))).toBeNull();
  });

  it('keeps tokens, links and addresses out of the log, and session tokens out of the database', async () => {
    const link = await mailedLink();
    const token = cookiesSet(await follow(link)).get(SESSION)?.value ?? '';
    await test.page('/').set('Cookie', `${SESSION}=${token}`);
    const log = test.logLines.join('\n');
    expect(log).toContain('/sign-in/link');
    for (const secret of [token, link.split('t=')[1] ?? '', budi.email]) expect(log).not.toContain(secret);
    expect(await test.everything()).not.toContain(token);
  });

  it('redirects somebody who is already signed in', async () => {
    const { cookie } = await signInAgain(test.deps, budi);
    const response = await test.page('/sign-in?next=/desk/escalated').set('Cookie', cookie);
    expect(response.headers.location).toBe('/desk/escalated');
  });
});

describe('asking for links', () => {
  it('is limited by sender and mailbox, and looks the same when no more mails are sent', async () => {
    const test = await startPages({ limits: { signInsPerHour: 5, signInsPerHourAndEmail: 1 } });
    try {
      const budi = await newMember(test.deps, { email: 'budi@pupr.example' });
      const from = (network: string, email: string) =>
        test
          .post('/sign-in', { email })
          .set('X-Forwarded-For', network)
          .then(({ status }) => status);
      const mailed = () => test.db.models.SignInRequest.count({ where: { staffId: budi.id } });
      for (const email of [budi.email, 'BUDI@pupr.example', 'budi+2@pupr.example'])
        expect(await from('10.0.1.1', email)).toBe(303);
      expect(await mailed()).toBe(1);
      // That does not keep out requests from elsewhere, up to four times as many in all.
      for (const each of [2, 3, 4, 5, 6]) expect(await from(`10.0.${each}.1`, budi.email)).toBe(303);
      expect(await mailed()).toBe(4);
      // All the networks of one site count as one sender.
      const siti = await newMember(test.deps, { email: 'siti@pupr.example' });
      for (const each of [1, 2, 3]) expect(await from(`2001:db8:1:${each}::1`, siti.email)).toBe(303);
      expect(await test.db.models.SignInRequest.count({ where: { staffId: siti.id } })).toBe(1);
      const strangers = [1, 2, 3, 4, 5, 6].map((each) => from('10.0.9.1', `nobody-${each}@x.example`));
      expect(await Promise.all(strangers)).toEqual(Array(6).fill(303));
      expect(await from('10.0.9.1', siti.email)).toBe(303);
      expect(await test.db.models.SignInRequest.count({ where: { staffId: siti.id } })).toBe(1);
      const [rows] = await test.db.sequelize.query('SELECT key FROM rate_limits');
      expect(JSON.stringify(rows)).not.toMatch(/@|budi/i);
    } finally {
      await test.stop();
    }
  });
});

describe('somebody whose links strangers ask for', () => {
  let test: PagesUnderTest;
  beforeEach(async () => {
    test = await startPages({ limits: { signInsPerHour: 20, signInsPerHourAndEmail: 1 } });
  });
  afterEach(() => test.stop());

  it('still gets a link that works, wherever they ask from, and no flood of mails', async () => {
    const { id, email } = await newMember(test.deps, { email: 'siti@pupr.example' });
    const ask = (from: string) => test.post('/sign-in', { email }).set('X-Forwarded-For', from);
    const later = (sql: string) => test.db.sequelize.query(`UPDATE sign_in_requests SET ${sql}`);
    const mailed = () => test.db.models.Notification.count({ where: { recipient: `staff:${id}` } });
    // Four sites of somebody who has many, with thirty requests from each.
    for (let asked = 0; asked < 120; asked += 30)
      await Promise.all(
        Array.from({ length: 30 }, (_each, host) => ask(`2001:db8:${asked}:${host}::1`).expect(303)),
      );
    const flood = await mailed();
    expect(flood).toBeLessThanOrEqual(5);
    // Her own request: the last link is less than five minutes old, and nobody else can use it.
    await ask('192.0.2.7').expect(303);
    expect(await mailed()).toBe(flood);
    // Once she has used it, or some minutes later, she is sent another; strangers cause no more than that.
    await later('used_at = now()');
    await ask('192.0.2.7').expect(303);
    expect(await mailed()).toBe(flood + 1);
    await later("requested_at = now() - interval '5 minutes', used_at = NULL");
    await ask('192.0.2.7').expect(303);
    await ask('2001:db8:0:1::1').expect(303);
    expect(await mailed()).toBe(flood + 2);
  });

  it('gets a link even when others behind the same carrier have used up what one sender may ask for', async () => {
    const { id, email } = await newMember(test.deps, { email: 'rudi@pupr.example' });
    const ask = (address: string) =>
      test.post('/sign-in', { email: address }).set('X-Forwarded-For', '203.0.113.9').expect(303);
    await Promise.all(Array.from({ length: 25 }, (_each, index) => ask(`nobody-${index}@x.example`)));
    await ask(email);
    expect(await test.db.models.SignInRequest.count({ where: { staffId: id } })).toBe(1);
  });
});

describe('a site without https', () => {
  it('keeps its session in a cookie that browsers accept there', async () => {
    const test = await startPages();
    await test.stop();
    const plain = await startPages({
      deps: { settings: { ...test.deps.settings, publicUrl: 'http://127.0.0.1:3000' } },
    });
    try {
      const { member, cookie } = await signedIn(plain.deps);
      expect(cookie).toMatch(/^sikesal-session=/);
      const { id } = await createSignInStore(plain).request({ staffId: member.id, device: null });
      const link = `/sign-in/link?t=${plain.sign({ purpose: 'sign_in', signInId: id, recipient: `staff:${member.id}` })}`;
      const page = await plain.page(link);
      const entry = cookiesSet(page).get('sikesal-entry')?.value ?? '';
      const response = await plain
        .post(link, { csrf: csrfIn(page.text) })
        .set('Cookie', `sikesal-entry=${entry}`);
      expect(cookiesSet(response).get('sikesal-session')?.flags).toMatch(/HttpOnly; SameSite=Lax$/);
      expect(cookiesSet(response).get('sikesal-session')?.flags).not.toContain('Secure');
    } finally {
      await plain.stop();
    }
  });
});
