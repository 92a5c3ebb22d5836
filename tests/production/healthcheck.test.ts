import { spawn } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

let server: Server;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/livez`;
}

function check(url: string): Promise<{ code: number | null; words: string }> {
  const child = spawn(process.execPath, ['deploy/healthcheck.mjs', url], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, words }));
  });
}

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the health check of the image', () => {
  it('succeeds after a 200', async () => {
    const url = await serve((_request, response) => response.end('{"status":"alive"}'));
    expect(await check(url)).toEqual({ code: 0, words: '' });
  });

  it('fails after a 503', async () => {
    const url = await serve((_request, response) => response.writeHead(503).end());
    expect(await check(url)).toMatchObject({ code: 1, words: expect.stringContaining('503') });
  });

  it('fails after an answer that stops half-way', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{', () => response.destroy());
    });
    expect(await check(url)).toMatchObject({ code: 1 });
  });

  it('fails when nobody answers', async () => {
    const url = await serve(() => {});
    await new Promise((resolve) => server.close(resolve));
    expect(await check(url)).toMatchObject({ code: 1, words: expect.stringContaining('ECONNREFUSED') });
  });
});
