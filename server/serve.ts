import { createServer, type Server } from 'node:http';
import type { Express } from 'express';

/** How long requests in flight may take at a stop. */
const DRAIN_MS = 10_000;
/** Proxies keep connections for a minute; if we closed one first, a request just sent on it would be lost. */
const KEEP_ALIVE_MS = 70_000;

/** @throws Error with code EADDRINUSE when the port is taken */
export function listenOn({ app, host, port }: { app: Express; host: string; port: number }): Promise<Server> {
  const server = createServer(app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // Counted from the last response on a kept connection, so it must be longer than the keep-alive timeout.
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  // Enough for five large photos over a slow network; uploads that almost stop are cut much sooner
  // (api/http/upload-budget.ts).
  server.requestTimeout = 600_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Takes no new requests, lets those in flight finish, and then closes all connections. */
export async function drain(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
