import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { newSecret } from '../../database/stores/api-key-secret';
import { drawn } from '../photos/sample-photos';
import { startApi, type ApiUnderTest } from '../support/api-under-test';

const run = promisify(execFile);
const MARKER = '<!-- tests/api/applications-walk.test.ts runs these lines. -->';

async function blockOf(language: string, after = ''): Promise<string> {
  const text = await readFile(resolve(__dirname, '../../docs/applications.md'), 'utf8');
  const rest = after === '' ? text : (text.split(after)[1] ?? '');
  const block = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(rest)?.[1];
  if (!block) throw new Error(`docs/applications.md has no ${language} after "${after}"`);
  return block;
}

describe('the guide for other applications', () => {
  let test: ApiUnderTest;
  let folder: string;
  beforeAll(async () => {
    test = await startApi();
    folder = await mkdtemp(join(tmpdir(), 'sikesal-applications-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await test.stop();
  });

  it('works line by line: filing, with a photo, finding again, withdrawing, following', async () => {
    const APP = {
      role: 'application',
      agency: null,
      label: 'Dishub Smart',
      channel: 'dishub-smart',
    } as const;
    const { key } = await test.deps.apiKeys.create(APP, { by: 'test' });
    await writeFile(join(folder, 'photo.jpg'), await drawn(40, 30).jpeg().toBuffer());
    // curl adds no line break, and several responses would run together.
    await writeFile(join(folder, '.curlrc'), 'write-out = "\\n"\n');
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', await blockOf('sh', MARKER)], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        CURL_HOME: folder,
        SIKESAL: `http://127.0.0.1:${(test.server.address() as AddressInfo).port}`,
        KEY: key,
      },
    });
    const responses = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const [filed, withPhoto, read, found, withdrawn, events] = responses;
    expect(responses).toHaveLength(6);
    const { trackingCode } = filed as { trackingCode: string };
    expect(withPhoto).toMatchObject({
      status: 'submitted',
      trackingCode: expect.not.stringMatching(trackingCode),
    });
    expect(read).toMatchObject({ trackingCode, channel: 'dishub-smart', externalReference: 'DS-118' });
    expect(found?.items).toMatchObject([{ trackingCode }]);
    expect(withdrawn).toMatchObject({ trackingCode, status: 'withdrawn' });
    expect(events).toMatchObject({ items: expect.any(Array), next: expect.any(String) });
    expect(await test.db.models.Photo.count()).toBe(1);
  });

  it('distinguishes a key from what only looks like one', async () => {
    const pattern = new RegExp((await blockOf('regex')).trim(), 'g');
    const { key } = newSecret();
    const text = `KEY=${key};sk_live_4eC39HqLyjWDarjtT1zdp7dc task_${'a'.repeat(49)}`;
    expect(text.match(pattern)).toEqual([key]);
    const wrong = `${key.slice(0, 10)}${key[10] === 'x' ? 'y' : 'x'}${key.slice(11)}`;
    const program = `${await blockOf('python')}\nprint([is_key(each) for each in '${key} ${wrong} ${key}x'.split()])`;
    expect((await run('python3', ['-c', program])).stdout).toBe('[True, False, False]\n');
  });
});
