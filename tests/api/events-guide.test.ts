import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { idsOf, startEvents, eventsIn, type EventsUnderTest } from './events-under-test';

const run = promisify(execFile);
const MARKER = '<!-- tests/api/events-guide.test.ts runs these lines. -->';

async function blocks(): Promise<string[]> {
  const text = await readFile(resolve(__dirname, '../../docs/events.md'), 'utf8');
  return text
    .split(MARKER)
    .slice(1)
    .map((rest) => /```sh\n(.*?)```/s.exec(rest)?.[1] ?? '');
}

describe('the guide to the city’s events', () => {
  let test: EventsUnderTest;
  let folder: string;
  let env: Record<string, string | undefined>;
  beforeAll(async () => {
    test = await startEvents();
    folder = await mkdtemp(join(tmpdir(), 'sikesal-events-'));
    const { port } = test.server.address() as AddressInfo;
    env = {
      PATH: process.env.PATH,
      SIKESAL: `http://127.0.0.1:${port}`,
      KEY: await test.key('application'),
    };
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await test.stop();
  });

  it('works line by line for polling', async () => {
    const filed = await test.fileAssigned();
    await test.publish();
    const [asking = ''] = await blocks();
    const shell = ['-euo', 'pipefail', '-c'];
    // curl adds no line break, and several responses would run together.
    const { stdout } = await run('bash', [...shell, asking.replaceAll('curl ', "curl -w '\\n' ")], {
      cwd: folder,
      env,
    });
    const responses = stdout.trim().split('\n');
    const [all, rest, latest, escalated] = responses.map((response) => JSON.parse(response));
    expect(idsOf(all.items)).toEqual([`${filed.id}/1`, `${filed.id}/2`]);
    expect(rest).toEqual({ items: [], next: all.next });
    expect([latest, escalated]).toEqual([
      { items: [], next: all.next },
      { items: [], next: all.next },
    ]);
  });

  it('works for a stream', async () => {
    const [, streaming = ''] = await blocks();
    const curl = spawn('bash', ['-c', streaming], { env, detached: true });
    let text = '';
    for await (const part of curl.stdout) {
      text += String(part);
      if (text.startsWith('retry:') && !text.includes('event:')) {
        await test.file();
        await test.publish();
      }
      if (eventsIn(text).length > 0) break;
    }
    if (curl.pid !== undefined) process.kill(-curl.pid);
    expect(eventsIn(text)[0]?.type).toBe('sikesal.complaint.received.v1');
  });
});
