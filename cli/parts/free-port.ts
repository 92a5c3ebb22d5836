import { createServer, type AddressInfo } from 'node:net';

/** Where every part listens: nothing on a developer's machine is offered to the network. */
export const LOOPBACK = '127.0.0.1';

/** A TCP port on the loopback address that was free a moment ago. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/** Whether something could listen on this loopback port now. Errors other than "in use" or "not allowed" are thrown. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
