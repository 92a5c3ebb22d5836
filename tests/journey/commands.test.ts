import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isPortFree } from '../../cli/parts/free-port';
import { identifyProcess, isAlive, type ProcessIdentity } from '../../cli/parts/process-identity';
import { readStack } from '../../cli/stack/stack-file';
import { createStackClient, type ComplaintJson, type Mail, type StackClient } from '../support/stack-client';
import {
  familyOf,
  makePlace,
  removePlace,
  ROOT,
  runToEnd,
  startSystem,
  type Place,
  type StartedSystem,
} from './started-system';

/** A second start has less to do than the first; how long either takes depends on what else the machine does. */
const SECOND_BY_FIRST_AT_MOST = 1.5;
const MARKER = '<!-- tests/journey/commands.test.ts runs these lines. -->';

describe('the commands of the README, on a system started by the first of them', () => {
  let place: Place;
  let system: StartedSystem;
  let client: StackClient;

  beforeAll(async () => {
    place = await makePlace();
    system = await startSystem(place);
    const stack = await readStack({ dataFolder: place.dataFolder });
    client = await createStackClient({
      url: stack?.urls.site ?? '',
      databaseUrl: stack?.environment.DATABASE_URL ?? '',
    });
  });

  afterAll(async () => {
    await client.close();
    await system.stop('SIGINT');
    await removePlace(place);
  });

  it('prints the URL of everything, and each of them answers', async () => {
    const urls = [...system.output().matchAll(/^ {2}(?:Site|API|Temporal|Mailbox) +(http\S+)$/gm)].map(
      ([, url]) => url ?? '',
    );
    expect(urls).toHaveLength(4);
    const statuses = await Promise.all(urls.map(async (url) => (await fetch(url)).status));
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect((await client.send('GET', '/readyz')).status).toBe(200);
  });

  it('ends everything on SIGTERM, and comes back quickly with its complaints and their timers', async () => {
    const { trackingCode } = await client.file();
    await client.until(async () => (await client.get(trackingCode)).status === 'assigned');
    const before = await client.get(trackingCode);
    const family = await identify(await familyOf(system.pid));
    // npm's stand-in, the supervisor, and five parts; PostgreSQL alone has several.
    expect(family.length).toBeGreaterThan(7);

    expect(await system.stop('SIGTERM')).toBe(0);
    expect((await Promise.all(family.map(isAlive))).filter(Boolean)).toEqual([]);
    const ports = Object.values(place.ports);
    expect(await Promise.all(ports.map(isPortFree))).toEqual(ports.map(() => true));

    const first = system.secondsToReady;
    system = await startSystem(place);
    process.stdout.write(`second start: ready after ${system.secondsToReady.toFixed(1)} s\n`);
    expect(system.secondsToReady).toBeLessThan(first * SECOND_BY_FIRST_AT_MOST);
    expect(await client.get(trackingCode)).toEqual(before);
    const later = await client.fastForward(trackingCode, 25);
    expect(later).toMatchObject({ status: 'assigned', escalationLevel: 1, resolveBy: before.resolveBy });
  });

  it('says in one sentence which port is taken and which variable changes it', async () => {
    const other = await makePlace();
    const env = { ...other.env, PORT: String(place.ports.PORT) };
    const refused = await runToEnd({ command: ['node', 'cli/bootstrap.mjs', 'start'], env });
    await removePlace(other);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(
      new RegExp(`^Port ${place.ports.PORT} \\(PORT\\) is taken: .*e\\.g\\. PORT=\\d+\\.\n$`),
    );
  });

  it('plays the demo, whose own checks all hold', async () => {
    const demo = await runToEnd({ command: ['node', 'cli/bootstrap.mjs', 'demo'], env: place.env });
    expect(demo.out.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([]);
    expect(demo.out).toMatch(/\n[1-9]\d* checks passed, 0 failed\n/);
    expect(demo.code).toBe(0);
  });

  it('says that the demo needs a running system when there is none', async () => {
    const other = await makePlace();
    const demo = await runToEnd({ command: ['node', 'cli/bootstrap.mjs', 'demo'], env: other.env });
    await removePlace(other);
    expect(demo).toMatchObject({
      code: 1,
      err: 'The demo shows a running system: run "npm start" in another terminal first.\n',
    });
  });

  it('walks through the README with curl: escalated, resolved, confirmed, closed, with its mails', async () => {
    const { folder, responses } = await walk(place);
    const filed = JSON.parse(await readFile(path.join(folder, 'filed.json'), 'utf8')) as ComplaintJson;
    await rm(folder, { recursive: true });

    const [later, resolved, confirmed, complaint] = responses as unknown as ComplaintJson[];
    expect(later).toMatchObject({ trackingCode: filed.trackingCode, escalationLevel: 1 });
    expect(resolved).toMatchObject({ status: 'resolved' });
    expect(confirmed).toMatchObject({ status: 'closed', outcome: 'resolved' });
    expect(complaint?.timeline.map(({ type }) => type)).toEqual([
      'received',
      'assigned',
      'escalated',
      'resolved',
      'confirmed',
      'closed',
    ]);
    expect(complaint?.timeline[2]?.data).toMatchObject({ level: 1 });
    const mails = responses[4] as unknown as Mail[];
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.every(({ to }) => to.includes('warga@contoh.example'))).toBe(true);
    const sent = async () => client.mails('warga@contoh.example', filed.trackingCode);
    // Received, resolved, closed: the target of 72 h was not missed, so no other news goes out.
    await client.until(async () => (await sent()).length === 3);
  });
});

async function identify(pids: number[]): Promise<ProcessIdentity[]> {
  return (await Promise.all(pids.map(identifyProcess))).filter((identity) => identity !== null);
}

/** Runs the README's lines in a folder that looks like the checkout, so that their file does not land in it. */
async function walk({ env, ports }: Place): Promise<{ folder: string; responses: unknown[] }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-walk-'));
  for (const name of ['package.json', 'cli']) await symlink(path.join(ROOT, name), path.join(folder, name));
  // curl prints no line breaks, and five responses on one line could not be told apart.
  await writeFile(path.join(folder, '.curlrc'), 'write-out = "\\n"\n');
  const lines = await readmeLines();
  expect(lines).toContain('localhost:3000');
  const script = lines.replaceAll('localhost:3000', `localhost:${ports.PORT}`);
  const { code, out, err } = await runToEnd({
    command: ['bash', '-euo', 'pipefail', '-c', script],
    env: { ...env, CURL_HOME: folder },
    cwd: folder,
  });
  if (code !== 0) throw new Error(`the README's lines ended with ${code}: ${out}\n${err}`);
  return {
    folder,
    responses: out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  };
}

async function readmeLines(): Promise<string> {
  const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8');
  const block = /^\s*```sh\n(.*?)```/s.exec(readme.split(MARKER)[1] ?? '');
  if (!block?.[1]) throw new Error(`README.md has no lines to run after ${MARKER}`);
  return block[1];
}
