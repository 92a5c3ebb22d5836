import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createGuardedRequest, type OutgoingResponse } from '../../network/guarded-request';
import type { OutgoingError } from '../../network/outgoing-error';

const request = createGuardedRequest({ allowedNetworks: ['127.0.0.0/8'] });
const servers: net.Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

/** Starts a receiver that behaves as it likes as soon as the first bytes of a request arrive. */
async function receiver(behave: (socket: Socket) => void, server = net.createServer()): Promise<number> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('data', () => behave(socket));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** Longer than any machine takes, and short enough for a test to say what went wrong. */
const LONG_MS = 20_000;

async function ask(port: number, { maxBytes = 1_000, timeoutMs = LONG_MS, scheme = 'http' } = {}) {
  return request({
    url: `${scheme}://127.0.0.1:${port}/`,
    method: 'POST',
    body: Buffer.from('{}'),
    ...{ timeoutMs, maxBytes },
  }).then(
    ({ status }: OutgoingResponse) => status,
    ({ reason }: OutgoingError) => reason,
  );
}

/** A plain timer shows how late a busy machine is. @returns by how much the work ended after the timer */
async function behindTimer(ms: number, work: () => Promise<unknown>): Promise<number> {
  const timer = delay(ms).then(() => Date.now());
  await work();
  return Date.now() - (await timer);
}

const OK = 'HTTP/1.1 200 OK\r\n';

function dripping(socket: Socket, text: string): void {
  socket.write(text);
  const timer = setInterval(() => socket.write('x'), 20);
  socket.once('close', () => clearInterval(timer));
}

describe('a request to a hostile receiver', () => {
  it.each<[string, (socket: Socket) => void, number | string]>([
    ['says nothing', () => undefined, 'timeout'],
    ['drips its headers', (socket) => dripping(socket, `${OK}X-Slow: `), 'timeout'],
    ['drips its body', (socket) => dripping(socket, `${OK}\r\n`), 'timeout'],
    [
      'promises a long body and sends none',
      (socket) => socket.write(`${OK}Content-Length: 900\r\n\r\n`),
      'timeout',
    ],
    ['never stops talking', (socket) => flood(socket, `${OK}\r\n`), 'too_large'],
    ['never stops adding headers', (socket) => flood(socket, `${OK}X-Long: `), 'unreachable'],
    [
      'never stops announcing',
      (socket) => void repeat(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
      'timeout',
    ],
    ['speaks no HTTP', (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'), 'unreachable'],
    ['hangs up', (socket) => socket.destroy(), 'unreachable'],
    [
      'wants another protocol',
      (socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
      'unreachable',
    ],
  ])('ends in time, with a bounded response, when the receiver %s', async (_, behave, expected) => {
    const port = await receiver(behave);
    const timeoutMs = expected === 'timeout' ? 400 : LONG_MS;
    const work = async () => expect(await ask(port, { timeoutMs })).toBe(expected);
    if (expected === 'timeout') expect(await behindTimer(timeoutMs, work)).toBeLessThan(1_000);
    else await work();
  });

  it('reads only the status when no body is wanted', async () => {
    const endless = await receiver((socket) => flood(socket, `${OK}\r\n`));
    const slow = await receiver((socket) => dripping(socket, `${OK}\r\n`));
    for (const port of [endless, slow]) expect(await ask(port, { maxBytes: 0 })).toBe(200);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a %s to a private address', async (status) => {
    let isReached = false;
    const inner = await receiver((socket) => {
      isReached = true;
      socket.end(`${OK}\r\n`);
    });
    const port = await receiver((socket) =>
      socket.end(`HTTP/1.1 ${status} x\r\nLocation: http://127.0.0.1:${inner}/\r\nContent-Length: 0\r\n\r\n`),
    );
    expect(await ask(port)).toBe(status);
    expect(isReached).toBe(false);
  });

  it('rejects a certificate that no authority signed', async () => {
    const server = https.createServer(selfSigned(), (_, response) => response.end());
    const port = await receiver(() => undefined, server);
    expect(await ask(port, { scheme: 'https' })).toBe('tls');
  });
});

function flood(socket: Socket, text: string): void {
  socket.write(text);
  repeat(socket, 'x'.repeat(16_384));
}

function repeat(socket: Socket, text: string): void {
  if (!socket.destroyed) socket.write(text, () => setImmediate(() => repeat(socket, text)));
}

function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sikesal-tls-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string];
  try {
    const options =
      '-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1';
    execFileSync('openssl', ['req', ...options.split(' '), '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
