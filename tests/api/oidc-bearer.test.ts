import { createHash, createHmac, randomUUID } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { createOidcIssuer } from '../../api/authentication/oidc-issuer';
import { prepareOidcProvider, type OidcProviderUnderTest } from '../support/oidc-provider';
import { PUBLIC_URL, startApi, type ApiUnderTest } from '../support/api-under-test';
import { newMember } from '../support/signed-in';

const BUDI = { email: 'budi@pupr.example', email_verified: true };

describe('a token of the city’s own issuer', () => {
  let provider: OidcProviderUnderTest;
  let test: ApiUnderTest;
  let clock: number;
  beforeAll(async () => {
    provider = await prepareOidcProvider({ publicUrl: PUBLIC_URL, accounts: { budi: BUDI } });
    await provider.start();
    test = await startWithIssuer();
  });
  beforeEach(async () => {
    await test.db.sequelize.query('TRUNCATE staff CASCADE');
    await newMember(test.deps, { email: BUDI.email, role: 'administrator', agency: null });
    clock = Math.floor(Date.now() / 1000);
  });
  afterAll(async () => {
    await test.stop();
    await provider.stop();
  });

  function startWithIssuer(settings: Partial<typeof provider.settings> = {}) {
    const logger = { warn: () => undefined };
    const oidc = createOidcIssuer({ settings: { ...provider.settings, ...settings }, logger });
    return startApi({ deps: { oidc } });
  }

  const claims = (): JWTPayload => ({
    ...BUDI,
    iss: provider.settings.issuer,
    aud: provider.settings.audience ?? '',
    sub: 'budi',
    iat: clock,
    exp: clock + 300,
    jti: randomUUID(),
  });
  const signed = (payload: JWTPayload, header: { alg?: string; kid?: string } = {}) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'tests', ...header })
      .sign(provider.privateKey);
  const ask = (token: string, on: ApiUnderTest = test) =>
    on.api.get('/api/v1/staff').set('Authorization', `Bearer ${token}`);
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('identifies the member of staff by its address, with their current role', async () => {
    const token = await signed(claims());
    expect((await ask(token)).status).toBe(200);
    const added = await test.api
      .post('/api/v1/staff')
      .set('Authorization', `Bearer ${token}`)
      .send({ name: 'Sri', email: 'sri@pupr.example', role: 'officer', agency: 'pupr' });
    expect(added.status).toBe(201);
    const member = await test.deps.staff.findByEmail(BUDI.email);
    const [entries] = await test.db.sequelize.query(
      `SELECT actor FROM audit_entries WHERE subject = 'staff:${added.body.id}'`,
    );
    expect(entries).toEqual([{ actor: `staff:${member?.id}` }]);
    await newMember(test.deps, { role: 'administrator', agency: null });
    await test.deps.staff.change(member?.id ?? '', { role: 'command_centre' }, { by: 'test' });
    expect((await ask(token)).status).toBe(404);
    await test.deps.staff.deactivate(member?.id ?? '', { by: 'test' });
    expect((await ask(token)).status).toBe(401);
  });

  it('is accepted as the issuer itself issues it', async () => {
    const { issuer, clientId, clientSecret, audience } = provider.settings;
    const verifier = 'v'.repeat(43);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const query = new URLSearchParams({
      ...{ client_id: clientId, response_type: 'code', scope: 'openid email', resource: audience ?? '' },
      ...{ redirect_uri: provider.callback, code_challenge_method: 'S256', code_challenge: challenge },
    });
    const back = await provider.signIn(`${issuer}/auth?${query.toString()}`, 'budi');
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '' },
        ...{ client_id: clientId, client_secret: clientSecret, code_verifier: verifier },
        ...{ redirect_uri: provider.callback, resource: audience ?? '' },
      }),
    });
    const { access_token: token, id_token: idToken } = (await response.json()) as Record<string, string>;
    expect((await ask(token ?? '')).status).toBe(200);
    // Its audience is the client that signs people in, not the API.
    expect((await ask(idToken ?? '')).status).toBe(401);
  });

  const WRONG: Record<string, () => Promise<string> | string> = {
    'made out to somebody else': () => signed({ ...claims(), aud: 'https://other.example' }),
    'made out to the client': () => signed({ ...claims(), aud: provider.settings.clientId }),
    'of another issuer': () => signed({ ...claims(), iss: 'https://evil.example' }),
    'of the issuer with a slash more': () => signed({ ...claims(), iss: `${provider.settings.issuer}/` }),
    expired: () => signed({ ...claims(), exp: clock - 60 }),
    'without an end': () => signed({ ...claims(), exp: undefined }),
    'of the future': () => signed({ ...claims(), nbf: clock + 300 }),
    'of a stranger': () => signed({ ...claims(), email: 'stranger@pupr.example' }),
    'of somebody without an address': () => signed({ ...claims(), email: undefined }),
    'with an address that is not verified': () => signed({ ...claims(), email_verified: false }),
    'with an address of which nothing is said': () => signed({ ...claims(), email_verified: undefined }),
    'with an address that is verified in words': () => signed({ ...claims(), email_verified: 'true' }),
    'with two addresses': () => signed({ ...claims(), email: [BUDI.email, 'x@y.example'] }),
    'signed with nothing': () => `${encoded({ alg: 'none', kid: 'tests' })}.${encoded(claims())}.`,
    'signed with the public key as a secret': async () => {
      const payload = `${encoded({ alg: 'HS256', kid: 'tests' })}.${encoded(claims())}`;
      const secret = await exportSPKI(provider.publicKey);
      return `${payload}.${createHmac('sha256', secret).update(payload).digest('base64url')}`;
    },
    'signed with another key of the same name': async () => {
      const { privateKey } = await generateKeyPair('RS256');
      return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'tests' }).sign(privateKey);
    },
    'signed with a key that brings itself along': async () => {
      const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
      const jwk = await crypto.subtle.exportKey('jwk', publicKey);
      return new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', jwk: { kty: 'RSA', n: jwk.n, e: jwk.e } })
        .sign(privateKey);
    },
    'signed with a key that nobody knows': () => signed(claims(), { kid: 'unknown' }),
    'changed after it was signed': async () => {
      const [header, , signature] = (await signed(claims())).split('.');
      return `${header}.${encoded({ ...claims(), sub: 'x' })}.${signature}`;
    },
    'cut off': async () => (await signed(claims())).slice(0, -20),
  };

  it.each(Object.keys(WRONG))('is refused when it is %s', async (how) => {
    const token = (await WRONG[how]?.()) ?? '';
    expect(token).not.toBe('');
    const { status, headers, text } = await ask(token);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toContain('Bearer');
    expect(text).not.toContain('pupr');
    expect((await ask(await signed(claims()))).status).toBe(200);
  });

  it('is accepted with an unverified address where the city trusts its issuer', async () => {
    const trusting = await startWithIssuer({ trustsEmails: true });
    try {
      await newMember(trusting.deps, { email: BUDI.email, role: 'administrator', agency: null });
      const token = await signed({ ...claims(), email_verified: undefined });
      expect((await ask(token, trusting)).status).toBe(200);
    } finally {
      await trusting.stop();
    }
  });

  it('is refused where no audience or no issuer is set', async () => {
    const others = [await startWithIssuer({ audience: null }), await startApi()];
    const token = await signed(claims());
    for (const other of others) {
      try {
        await newMember(other.deps, { email: BUDI.email, role: 'administrator', agency: null });
        expect((await ask(token, other)).status).toBe(401);
      } finally {
        await other.stop();
      }
    }
  });

  it('is answered with 503 while the issuer is down, unlike keys and reporters', async () => {
    const issuer = await prepareOidcProvider({ publicUrl: PUBLIC_URL, accounts: {} });
    const oidc = createOidcIssuer({ settings: issuer.settings, logger: { warn: () => undefined } });
    const alone = await startApi({ deps: { oidc } });
    try {
      const { status, headers } = await ask(await signed(claims()), alone);
      expect(status).toBe(503);
      expect(headers['retry-after']).toBeDefined();
      expect((await ask(await alone.key('administrator'), alone)).status).toBe(200);
      const { trackingCode, reporterToken } = await alone.file();
      expect((await alone.get(trackingCode, reporterToken)).status).toBe(200);
      expect((await ask('not-a-token', alone)).status).toBe(401);
    } finally {
      await alone.stop();
    }
  });

  it('is answered with 503 while the issuer’s keys cannot be fetched', async () => {
    const issuer = await prepareOidcProvider({ publicUrl: PUBLIC_URL, accounts: {} });
    await issuer.start();
    const oidc = createOidcIssuer({ settings: issuer.settings, logger: { warn: () => undefined } });
    const alone = await startApi({ deps: { oidc } });
    try {
      await oidc.configuration();
      await issuer.stop();
      expect((await ask(await signed(claims()), alone)).status).toBe(503);
    } finally {
      await alone.stop();
      await issuer.stop();
    }
  });

  it('is not logged', async () => {
    const token = await signed(claims());
    await ask(token);
    const log = test.logLines.join('\n');
    expect(log).toContain('/api/v1/staff');
    for (const secret of [token, token.split('.')[1] ?? '', BUDI.email]) expect(log).not.toContain(secret);
  });
});
