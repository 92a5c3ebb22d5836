import net, { type AddressInfo, type Socket } from 'node:net';
import { openDatabase } from '../../database/connection';

/** A message of PostgreSQL's protocol: its type, its length, its content. */
function message(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
}

const AUTHENTICATION_OK = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const TERMINATED = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));

describe('the connections of the pool', () => {
  it('do not end the process when PostgreSQL ends one in the moment in which it is ready', async () => {
    const sockets = new Set<Socket>();
    const server = net.createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      // In one packet, so that both messages are handled before anything else runs.
      socket.once('data', () => socket.end(Buffer.concat([AUTHENTICATION_OK, READY, TERMINATED])));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const db = openDatabase({ url: `postgres://user@127.0.0.1:${port}/city`, maxConnections: 1 });
    await expect(db.sequelize.query('SELECT 1', { retry: { max: 1 } })).rejects.toThrow();
    await db.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
});
