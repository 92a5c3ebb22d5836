import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';

const WARM_UP = 2;

interface Asking {
  address: string;
  /** Header that the visitor's browser would send. */
  cookie: string;
}

/** Milliseconds to the first byte of a response, over consecutive requests on one open connection. */
export async function timeFirstByte({
  times,
  ...asking
}: Asking & { times: number }): Promise<{ quickest: number; median: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (let count = 0; count < WARM_UP; count += 1) await firstByte(asking, agent);
    const taken: number[] = [];
    for (let count = 0; count < times; count += 1) taken.push(await firstByte(asking, agent));
    taken.sort((one, other) => one - other);
    return { quickest: taken[0] ?? NaN, median: taken[Math.floor(times / 2)] ?? NaN };
  } finally {
    agent.destroy();
  }
}

function firstByte({ address, cookie }: Asking, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const askedAt = performance.now();
    get(address, { agent, headers: { cookie } }, (response) => {
      const took = performance.now() - askedAt;
      response.resume().once('end', () => resolve(took));
    }).once('error', reject);
  });
}
