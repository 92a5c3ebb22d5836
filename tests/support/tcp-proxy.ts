import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createPacer, type Pace } from './pace';

export interface TcpProxy {
  port: number;
  /** Closes all connections, and every new one at once. */
  cut(): void;
  /** How many connections were closed because it was cut. */
  refused(): number;
  mend(): void;
  /** Keeps the connections open, but forwards nothing. */
  muffle(): void;
  stop(): Promise<void>;
}

/** Starts a proxy in front of a real server that can fail as networks do, or is as slow as one of them. */
export async function startTcpProxy(target: string, { pace }: { pace?: Pace } = {}): Promise<TcpProxy> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let isCut = false;
  let refused = 0;
  const up = pace && createPacer(pace);
  const down = pace && createPacer(pace);
  const server: Server = createServer((client) => {
    if (isCut) {
      refused += 1;
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => [client.destroy(), upstream.destroy(), sockets.delete(socket)]);
    }
    (up ? client.pipe(up()) : client).pipe(upstream);
    (down ? upstream.pipe(down()) : upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    refused: () => refused,
    mend: () => void (isCut = false),
    muffle: () => [...sockets].forEach((socket) => [socket.unpipe(), socket.pause()]),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
