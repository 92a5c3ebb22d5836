import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort, LOOPBACK } from '../../cli/parts/free-port';

const FIRST_OUTGOING_PORT = 32_768;

describe('a free port', () => {
  it('is never one that an outgoing connection may take before it is used', async () => {
    for (let taken = 0; taken < 50; taken++) expect(await freePort()).toBeLessThan(FIRST_OUTGOING_PORT);
  });

  it('is a different one each time, even for callers at the same time', async () => {
    const ports = await Promise.all(Array.from({ length: 30 }, () => freePort()));

    expect(new Set(ports).size).toBe(30);
  });

  it('is not one on which something listens', async () => {
    const next = (await freePort()) + 1;
    const squatter = createServer().listen(next, LOOPBACK);
    await once(squatter, 'listening');

    expect(await freePort()).not.toBe(next);
    squatter.close();
  });
});
