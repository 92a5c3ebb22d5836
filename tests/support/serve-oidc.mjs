// A real OpenID Connect provider in a process of its own, configured on the command line.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { port, keys, client, audience, accounts } = JSON.parse(process.argv[2] ?? '');
const issuer = `http://127.0.0.1:${port}`;

const claimsOf = (id) => accounts[id] ?? {};

const provider = new Provider(issuer, {
  jwks: { keys },
  clients: [client],
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  pkce: { required: () => true },
  cookies: { keys: ['of the tests'] },
  findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...claimsOf(id) }) }),
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: 'openid email',
        audience,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  extraTokenClaims: (_context, { accountId }) => claimsOf(accountId),
});

/** Signs in the account of `?account=` and grants everything asked for; without one the person cancels. */
async function interact(request, response, account) {
  if (account === null) {
    const refusal = { error: 'access_denied', error_description: 'not today' };
    await provider.interactionFinished(request, response, refusal);
    return;
  }
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: account, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  if (params.resource) grant.addResourceScope(params.resource, params.scope);
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId: account }, consent });
}

const handle = provider.callback();
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', issuer);
  if (!url.pathname.startsWith('/interaction/')) {
    handle(request, response);
    return;
  }
  interact(request, response, url.searchParams.get('account')).catch(() => response.writeHead(500).end());
});
server.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
