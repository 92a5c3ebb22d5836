import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import type { OidcSettings } from '../../api/authentication/oidc-issuer';
import { freePort } from '../../cli/parts/free-port';

export interface Account {
  email?: string;
  email_verified?: boolean;
}

export type OidcProviderUnderTest = Awaited<ReturnType<typeof prepareOidcProvider>>;

const AUDIENCE = 'https://sikesal.test/api';
const CLIENT = { client_id: 'sikesal', client_secret: 'a secret of the tests, long enough to be one' };

/** A provider that can be started and stopped at any time; its signing key is known to the tests. */
export async function prepareOidcProvider(input: { publicUrl: string; accounts: Record<string, Account> }) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'tests', alg: 'RS256', use: 'sig' };
  const callback = `${input.publicUrl}/sign-in/oidc/callback`;
  const options = {
    port,
    keys: [key],
    client: { ...CLIENT, redirect_uris: [callback], token_endpoint_auth_method: 'client_secret_post' },
    audience: AUDIENCE,
    accounts: input.accounts,
  };
  let child: ChildProcess | null = null;

  async function stop(): Promise<void> {
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
    child = null;
  }

  const settings: OidcSettings = {
    issuer,
    clientId: CLIENT.client_id,
    clientSecret: CLIENT.client_secret,
    scope: 'openid email',
    audience: AUDIENCE,
    trustsEmails: false,
  };
  return {
    settings,
    callback,
    privateKey,
    publicKey: publicKey satisfies CryptoKey,
    async start(): Promise<void> {
      const args = [join(__dirname, 'serve-oidc.mjs'), JSON.stringify(options)];
      child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      const ready = child.stdout && once(child.stdout, 'data');
      await Promise.race([ready, once(child, 'exit').then(() => Promise.reject(new Error('it ended')))]);
    },
    stop,
    /**
     * Follows the provider's redirects as a browser until it sends the browser back.
     * @param account who signs in; null for somebody who cancels
     * @returns the address that the browser is sent back to
     */
    signIn: (address: string, account: string | null) => walk(new URL(address), { issuer, account }),
  };
}

async function walk(
  start: URL,
  { issuer, account }: { issuer: string; account: string | null },
): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let steps = 0; steps < 10 && url.href.startsWith(issuer); steps += 1) {
    if (url.pathname.startsWith('/interaction/') && account !== null)
      url.searchParams.set('account', account);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    await response.arrayBuffer();
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`the provider answers ${response.status} at ${url.pathname}`);
    url = new URL(location, url);
  }
  return url;
}
