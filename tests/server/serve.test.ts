import { connect, type AddressInfo, type Socket } from 'node:net';
import express from 'express';
import { drain, listenOn } from '../../server/serve';

/** How long a proxy that pools connections may wait between two requests. */
const IDLE_MS = 6_500;

describe('a kept-alive connection', () => {
  it('takes a request after a longer pause than Node allows by default', async () => {
    const app = express().post('/', (_request, response) => void response.send('taken'));
    const server = await listenOn({ app, host: '127.0.0.1', port: 0 });
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    try {
      expect(await ask(socket)).toContain('taken');
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      expect(await ask(socket)).toContain('taken');
    } finally {
      socket.destroy();
      await drain(server);
    }
  });

  it('is kept open for longer than proxies keep theirs', async () => {
    const server = await listenOn({ app: express(), host: '127.0.0.1', port: 0 });
    expect(server.keepAliveTimeout).toBeGreaterThanOrEqual(65_000);
    expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout);
    expect(server.requestTimeout).toBeGreaterThan(server.headersTimeout);
    await drain(server);
  });
});

function ask(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', (bytes) => resolve(bytes.toString()));
    socket.once('close', () => reject(new Error('closed unanswered')));
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
  });
}
