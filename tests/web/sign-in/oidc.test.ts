import { createOidcIssuer } from '../../../api/authentication/oidc-issuer';
import { PUBLIC_URL } from '../../support/api-under-test';
import { prepareOidcProvider, type OidcProviderUnderTest } from '../../support/oidc-provider';
import { newMember, signInAgain } from '../../support/signed-in';
import { startPages, type PagesUnderTest } from '../pages-under-test';

const FLOW = '__Host-sikesal-oidc';
const SESSION = '__Host-sikesal-session';
const ACCOUNTS = {
  budi: { email: 'Budi@PUPR.example', email_verified: true },
  stranger: { email: 'stranger@pupr.example', email_verified: true },
  unverified: { email: 'budi@pupr.example', email_verified: false },
  unsaid: { email: 'budi@pupr.example' },
  nameless: {},
  // A Kelvin sign, which folds into a k.
  lookalike: { email: 'rati\u212A@pupr.example', email_verified: true },
};
type Account = keyof typeof ACCOUNTS;

describe('signing in with the city’s own accounts', () => {
  let provider: OidcProviderUnderTest;
  let test: PagesUnderTest;
  beforeAll(async () => {
    provider = await prepareOidcProvider({ publicUrl: PUBLIC_URL, accounts: ACCOUNTS });
    await provider.start();
    test = await startWithAccounts();
  });
  beforeEach(async () => {
    await test.db.sequelize.query('TRUNCATE staff CASCADE');
  });
  afterAll(async () => {
    await test.stop();
    await provider.stop();
  });

  /** Pages of a site that trusts the provider. */
  function startWithAccounts(settings: Partial<typeof provider.settings> = {}) {
    const logger = { warn: () => undefined };
    const oidc = createOidcIssuer({ settings: { ...provider.settings, ...settings }, logger });
    return startPages({ deps: { oidc } });
  }

  const cookieIn = (headers: Record<string, unknown>, name: string): string | undefined =>
    [headers['set-cookie']]
      .flat()
      .map((set) => String(set).split(';')[0] ?? '')
      .find((pair) => pair.startsWith(`${name}=`));

  /** Presses the button. @returns what the browser then has */
  async function press({ on = test, next = '' }: { on?: PagesUnderTest; next?: string } = {}) {
    const { status, headers } = await on.page(`/sign-in/oidc${next && `?next=${encodeURIComponent(next)}`}`);
    expect(status).toBe(303);
    return { address: headers.location ?? '', cookie: cookieIn(headers, FLOW) ?? '', headers };
  }

  const comeBack = (url: URL, cookie: string, on: PagesUnderTest = test) =>
    on.page(url.pathname + url.search).set('Cookie', cookie);

  async function signIn(account: Account | null, options: Parameters<typeof press>[0] = {}) {
    const { address, cookie } = await press(options);
    const url = await provider.signIn(address, account);
    return { url, cookie, response: await comeBack(url, cookie, options.on) };
  }

  const budi = () => newMember(test.deps, { email: 'budi@pupr.example' });
  const meOf = async (headers: Record<string, unknown>) => {
    const token = cookieIn(headers, SESSION)?.slice(SESSION.length + 1) ?? '';
    return (await test.deps.sessions.find(token))?.member.id ?? null;
  };

  it('is offered beside the mailed link, and leads to the page that was asked for', async () => {
    const { text } = await test.page('/sign-in?next=/desk/escalated');
    expect(text).toContain('Masuk dengan akun kota');
    expect(text).toContain('href="/sign-in/oidc?next&#x3D;%2Fdesk%2Fescalated"');
    const { id } = await budi();
    const { response } = await signIn('budi', { next: '/desk/escalated' });
    expect(response.status).toBe(303);
    expect(response.headers.location).toBe('/desk/escalated');
    expect(await meOf(response.headers)).toBe(id);
    const [entries] = await test.db.sequelize.query(
      "SELECT action FROM audit_entries WHERE action = 'staff_signed_in'",
    );
    expect(entries).toHaveLength(1);
  });

  it('sends a new code challenge, state and nonce each time, and keeps them from scripts', async () => {
    const [one, other] = [await press(), await press()];
    const asked = [one, other].map(({ address }) => new URL(address).searchParams);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[0]?.get(name)).toMatch(/^[\w-]{43}$/);
      expect(asked[0]?.get(name)).not.toBe(asked[1]?.get(name));
    }
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: provider.callback,
      scope: 'openid email',
    });
    expect(String(one.headers['set-cookie'])).toMatch(/HttpOnly; Secure; SameSite=Lax$/);
    expect(one.address).not.toContain(one.cookie.slice(FLOW.length + 1, FLOW.length + 44));
  });

  it('always opens a new session, and closes the one that the browser had', async () => {
    const member = await budi();
    const old = await signInAgain(test.deps, member);
    const { address, cookie } = await press();
    const url = await provider.signIn(address, 'budi');
    const { headers } = await comeBack(url, `${cookie}; ${old.cookie}`);
    expect(await meOf(headers)).toBe(member.id);
    expect(await test.deps.sessions.find(old.token)).toBeNull();
  });

  it.each(['stranger', 'unverified', 'unsaid', 'nameless', 'lookalike'] as const)(
    'lets in nobody without the verified address of an active member: %s',
    async (account) => {
      await budi();
      await newMember(test.deps, { email: 'ratik@pupr.example' });
      const before = (await test.deps.staff.list({})).length;
      const { response } = await signIn(account);
      expect(response.status).toBe(403);
      expect(response.text).toContain('Akun ini belum bisa masuk ke sini');
      expect(cookieIn(response.headers, SESSION)).toBeUndefined();
      expect(await test.deps.staff.list({})).toHaveLength(before);
    },
  );

  it('tells somebody who was deactivated the same as a stranger', async () => {
    const { id } = await budi();
    await test.deps.staff.deactivate(id, { by: 'test' });
    const main = ({ text }: { text: string }) => text.slice(text.indexOf('<main'), text.indexOf('</main>'));
    const [gone, stranger] = [await signIn('budi'), await signIn('stranger')];
    expect(main(gone.response)).toBe(main(stranger.response));
    expect(gone.response.status).toBe(403);
  });

  it('accepts an address without a verification claim if so configured, but never an unverified one', async () => {
    const trusting = await startWithAccounts({ trustsEmails: true });
    try {
      await newMember(trusting.deps, { email: 'budi@pupr.example' });
      expect((await signIn('unsaid', { on: trusting })).response.status).toBe(303);
      expect((await signIn('unverified', { on: trusting })).response.status).toBe(403);
    } finally {
      await trusting.stop();
    }
  });

  it('accepts a callback only in the browser that asked, and only once', async () => {
    await budi();
    const { url, cookie, response } = await signIn('budi');
    expect(cookieIn(response.headers, FLOW)).toBe(`${FLOW}=`);
    const other = await press();
    const second = await provider.signIn(other.address, 'budi');
    const wrongState = new URL(second);
    wrongState.searchParams.set('state', url.searchParams.get('state') ?? '');
    const changedState = new URL(second);
    changedState.searchParams.set('state', 'x'.repeat(43));
    const noCode = new URL(second);
    noCode.searchParams.delete('code');
    const otherIssuer = new URL(second);
    otherIssuer.searchParams.set('iss', 'https://evil.example');
    const attempts: [URL, string][] = [
      [url, cookie],
      [second, ''],
      [second, cookie],
      [second, `${FLOW}=x`],
      [wrongState, cookie],
      [changedState, other.cookie],
      [noCode, other.cookie],
      [otherIssuer, other.cookie],
    ];
    for (const [address, sent] of attempts) {
      const refused = await comeBack(address, sent);
      expect(refused.status).toBe(400);
      expect(refused.text).toContain('Belum bisa masuk dengan akun kota');
      expect(cookieIn(refused.headers, SESSION)).toBeUndefined();
    }
    expect((await comeBack(second, other.cookie)).status).toBe(303);
  });

  it('never redirects to another site', async () => {
    await budi();
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const { response } = await signIn('budi', { next });
      expect(response.headers.location).toBe('/desk');
    }
    const { address, cookie } = await press();
    const planted = cookie.replace(/\..*$/, `.${Buffer.from('//evil.example').toString('base64url')}`);
    const url = await provider.signIn(address, 'budi');
    expect((await comeBack(url, planted)).headers.location).toBe('/desk');
  });

  it('leads somebody who cancels back to the sign-in page', async () => {
    const { response, url } = await signIn(null, { next: '/desk/escalated' });
    expect(url.searchParams.get('error')).toBe('access_denied');
    expect(response.status).toBe(400);
    expect(response.text).toContain('href="/sign-in?next&#x3D;%2Fdesk%2Fescalated"');
    expect(response.text).not.toContain('not today');
  });

  it('keeps codes, tokens and secrets out of log and database', async () => {
    await budi();
    const good = await signIn('budi');
    const bad = await comeBack(good.url, good.cookie);
    expect(bad.status).toBe(400);
    const log = test.logLines.join('\n');
    expect(log).toContain('nobody was signed in');
    expect(log).toContain('/sign-in/oidc/callback');
    const session = cookieIn(good.response.headers, SESSION)?.slice(SESSION.length + 1) ?? '';
    const secrets = [
      session,
      good.url.searchParams.get('code') ?? '',
      good.url.searchParams.get('state') ?? '',
      good.cookie.slice(FLOW.length + 1, FLOW.length + 44),
      provider.settings.clientSecret,
      'pupr.example',
    ];
    for (const secret of secrets) {
      expect(secret).not.toBe('');
      expect(log.toLowerCase()).not.toContain(secret.toLowerCase());
    }
    for (const secret of secrets.slice(0, 5)) expect(await test.everything()).not.toContain(secret);
  });

  it('copes with an issuer that is down, and works again once it is back', async () => {
    const clock = { now: 0 };
    const issuer = await prepareOidcProvider({ publicUrl: PUBLIC_URL, accounts: ACCOUNTS });
    const warnings: object[] = [];
    const oidc = createOidcIssuer({
      settings: issuer.settings,
      logger: { warn: (fields: object) => void warnings.push(fields) },
      clock: () => clock.now,
    });
    const pages = await startPages({ deps: { oidc } });
    try {
      await newMember(pages.deps, { email: 'budi@pupr.example' });
      expect((await pages.page('/sign-in')).status).toBe(200);
      const down = await pages.page('/sign-in/oidc?next=/desk/escalated');
      expect(down.status).toBe(503);
      expect(down.text).toContain('Akun kota sedang tidak bisa dihubungi.');
      expect(down.text).toContain('name="next" value="/desk/escalated"');
      expect((await pages.post('/sign-in', { email: 'budi@pupr.example' })).status).toBe(303);
      await issuer.start();
      // A request right after a failure is refused without another attempt.
      expect((await pages.page('/sign-in/oidc')).status).toBe(503);
      expect(warnings).toHaveLength(1);
      clock.now += 6_000;
      const { address, cookie } = await press({ on: pages });
      const url = await issuer.signIn(address, 'budi');
      // The issuer is known by now, so the button redirects; but nobody is there to redeem the code.
      await issuer.stop();
      expect((await comeBack(url, cookie, pages)).status).toBe(503);
      await issuer.start();
      const again = await press({ on: pages });
      const second = await issuer.signIn(again.address, 'budi');
      expect((await comeBack(second, again.cookie, pages)).status).toBe(303);
    } finally {
      await pages.stop();
      await issuer.stop();
    }
  });

  it('does not exist in a city without such accounts', async () => {
    const plain = await startPages();
    try {
      expect((await plain.page('/sign-in')).text).not.toContain('/sign-in/oidc');
      expect((await plain.page('/sign-in/oidc')).status).toBe(404);
      expect((await plain.page('/sign-in/oidc/callback?code=x&state=y')).status).toBe(404);
    } finally {
      await plain.stop();
    }
  });
});
