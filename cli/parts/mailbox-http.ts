import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from './free-port';
import { mailboxListPage, mailboxMessagePage } from './mailbox-pages';
import type { MailboxStore } from './mailbox-store';

export interface MailboxHttp {
  port: number;
  stop(): Promise<void>;
}

interface MailboxResponse {
  status: number;
  body: unknown;
  html?: boolean;
}

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/**
 * Serves `GET /messages?to=` and `GET /messages/:id` (JSON), `DELETE /messages`, and `GET /` with pages for
 * people, on the loopback address.
 */
export async function startMailboxHttp({
  port,
  store,
}: {
  port: number;
  store: MailboxStore;
}): Promise<MailboxHttp> {
  const server = createServer((request, response) => {
    respond(request, store)
      .catch((error: Error): MailboxResponse => ({ status: 500, body: { error: error.message } }))
      .then((result) => send(response, result))
      .catch(() => response.destroy());
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function respond(request: IncomingMessage, store: MailboxStore): Promise<MailboxResponse> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mailbox.localhost');
  const [, resource, id] = pathname.split('/');
  if (request.method === 'DELETE' && pathname === '/messages') {
    await store.clear();
    return { status: 204, body: null };
  }
  if (request.method !== 'GET') return { status: 405, body: { error: 'Only GET, and DELETE /messages.' } };
  if (pathname === '/') return page(store, searchParams.get('message'));
  if (pathname === '/messages')
    return { status: 200, body: store.list({ to: searchParams.get('to') ?? undefined }) };
  const message = resource === 'messages' && id ? store.find(id) : undefined;
  return message ? { status: 200, body: message } : { status: 404, body: { error: 'No such mail.' } };
}

function page(store: MailboxStore, id: string | null): MailboxResponse {
  if (id === null) return { status: 200, body: mailboxListPage(store.list({})), html: true };
  const message = store.find(id);
  return message
    ? { status: 200, body: mailboxMessagePage(message), html: true }
    : { status: 404, body: { error: 'No such mail.' } };
}

function send(response: ServerResponse, { status, body, html }: MailboxResponse): void {
  const type = html ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  response.writeHead(status, { ...SECURITY_HEADERS, ...(body === null ? {} : { 'content-type': type }) });
  response.end(body === null ? undefined : html ? body : JSON.stringify(body));
}
