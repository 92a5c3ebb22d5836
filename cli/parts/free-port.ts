import { createServer } from 'node:net';
import { PartError } from './part-error';

/** All parts listen here: nothing on a developer's machine is open to the network. */
export const LOOPBACK = '127.0.0.1';

/** Below the outgoing ports of Linux (from 32768) and others (from 49152), which may be taken at any moment. */
const FIRST_PORT = 20_000;
const PORTS_PER_PROCESS = 100;
const SHARES = 120;

let portsGiven = 0;

/**
 * Finds a free TCP port on the loopback address that this process was not given before. Each process picks from
 * its own share of ports, so that two processes that start parts at once do not pick the same one.
 *
 * @throws PartError when the whole share is taken.
 */
export async function freePort(): Promise<number> {
  const firstOfShare = FIRST_PORT + (process.pid % SHARES) * PORTS_PER_PROCESS;
  for (let tries = 0; tries < PORTS_PER_PROCESS; tries++) {
    const port = firstOfShare + (portsGiven++ % PORTS_PER_PROCESS);
    if (await isPortFree(port)) return port;
  }
  throw new PartError(`All ports from ${firstOfShare} to ${firstOfShare + PORTS_PER_PROCESS - 1} are taken.`);
}

/** Whether this loopback port is free to listen on. Rethrows every error but "in use" and "not allowed". */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function listenOnce(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      server.close(() => resolve());
    });
  });
}
