import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { createProblemHandler } from '../../api/http/problem-handler';
import { sendReply } from '../../api/http/send-reply';

const PIECE = 'x'.repeat(64 * 1024);

describe('a file that is generated while it is sent', () => {
  let server: Server;
  let url: string;
  let chunks: () => AsyncIterable<string>;
  let logLines: string[];
  let made: number;
  let ended: Promise<void>;

  beforeEach(async () => {
    logLines = [];
    made = 0;
    const app = express();
    app.get('/file', (_request, response) =>
      sendReply(response, {
        status: 200,
        stream: { type: 'text/csv; charset=utf-8', fileName: 'aduan.csv', chunks: counted() },
      }),
    );
    const logger = pino({ level: 'info' }, { write: (line: string) => void logLines.push(line) });
    app.use(createProblemHandler({ publicUrl: 'https://sikesal.test', logger }));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function counted(): AsyncGenerator<string> {
    let end: () => void;
    ended = new Promise((resolve) => (end = resolve));
    async function* count() {
      try {
        for await (const piece of chunks()) {
          made += 1;
          yield piece;
        }
      } finally {
        end();
      }
    }
    return count();
  }

  async function* pieces(count: number, end?: Error): AsyncGenerator<string> {
    for (let piece = 0; piece < count; piece += 1) yield `${piece}\n`;
    if (end) throw end;
  }

  async function* endless(): AsyncGenerator<string> {
    for (;;) yield PIECE;
  }

  const open = async (): Promise<IncomingMessage> => {
    const request = get(url, { agent: false });
    request.on('error', () => undefined);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response;
  };

  it('arrives whole, under its name', async () => {
    chunks = () => pieces(3);
    const response = await fetch(url);
    expect(await response.text()).toBe('0\n1\n2\n');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=aduan.csv');
  });

  it('can be empty', async () => {
    chunks = () => pieces(0);
    expect(await (await fetch(url)).text()).toBe('');
  });

  it('is not generated for a HEAD request', async () => {
    chunks = endless;
    const response = await fetch(url, { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('aduan.csv');
    expect(made).toBe(0);
  });

  it('is answered with a problem when it fails at the start', async () => {
    chunks = () => pieces(0, new Error('out of order'));
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('content-disposition')).toBeNull();
  });

  it('is cut off when it fails midway, so that nobody takes a part for the whole', async () => {
    chunks = () => pieces(3, new Error('out of order'));
    const response = await fetch(url);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(logLines.join()).toContain('a request failed');
  });

  it('is generated no further once the client has left, which is not logged', async () => {
    chunks = endless;
    const response = await open();
    await once(response, 'data');
    response.destroy();
    await ended;
    expect(logLines).toEqual([]);
  });

  it('is generated no faster than it is read', async () => {
    chunks = endless;
    const response = await open();
    response.pause();
    let before = -1;
    while (made !== before) {
      before = made;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // About what fits into the buffers at both ends of a local connection.
    expect(made).toBeLessThan(400);
    response.destroy();
  });
});
