import { createServer, type Server } from 'node:http';
import type { Express } from 'express';

/** Requests in flight at a stop are given this long. */
const DRAIN_MS = 10_000;
/** Proxies keep connections for a minute; one that we close first would lose the request that is just on its way. */
const KEEP_ALIVE_MS = 70_000;

/** @throws Error with code EADDRINUSE when the port is taken */
export function listenOn({ app, host, port }: { app: Express; host: string; port: number }): Promise<Server> {
  const server = createServer(app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  // Counted from the last answer on a kept connection, so it has to outlast that wait.
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  // Five large photos over a slow network; whoever all but stops is cut much sooner (api/http/upload-room.ts).
  server.requestTimeout = 600_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** Takes no new requests, lets those in flight end, and then cuts. */
export async function drain(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
