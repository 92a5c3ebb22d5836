import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decideBrowserSuite } from '../../cli/browser-suite';
import { makeTempFolder, removeTempFolder } from './fixtures/temp-folder';

let folder: string;
let bin: string;
let said: string[];
beforeEach(async () => {
  folder = await makeTempFolder();
  bin = join(folder, 'bin');
  await mkdir(bin);
  said = [];
});
afterEach(() => removeTempFolder(folder));

async function executable(name: string, script: string): Promise<string> {
  const file = join(bin, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

function decide({ isRoot = false, ...env }: { isRoot?: boolean } & Record<string, string | boolean> = {}) {
  return decideBrowserSuite({
    env: { PATH: bin, ...(env as Record<string, string>) },
    isRoot,
    say: (line) => said.push(line),
  });
}

const CHROMIUM = 'echo Chromium 156.0.8078.79';

/** Acts as apt-get does: notes what it was asked for, and puts the package's program on PATH. */
const aptGet = (brings: string) => `
echo "$@" >> ${folder}/asked
if [ "$1" = install ]; then
  printf '#!/bin/sh\\n%s\\n' '${brings}' > ${bin}/chromium
  /bin/chmod 755 ${bin}/chromium
fi`;

const asked = () => readFile(join(folder, 'asked'), 'utf8');

describe('the browser suite', () => {
  it('runs with the Chromium that the environment names, rather than one on PATH', async () => {
    await executable('chromium', CHROMIUM);
    const named = await executable('named', CHROMIUM);
    expect(await decide({ CHROMIUM_PATH: named })).toEqual({ kind: 'run', chromium: named });
  });

  it('runs with the Chromium on PATH and installs nothing', async () => {
    const found = await executable('chromium', CHROMIUM);
    await executable('apt-get', aptGet(CHROMIUM));
    expect(await decide({ isRoot: true })).toEqual({ kind: 'run', chromium: found });
    await expect(asked()).rejects.toThrow('ENOENT');
    expect(said).toEqual([]);
  });

  it('skips a placeholder that only says how to get a Chromium', async () => {
    await executable('chromium-browser', 'echo "requires the chromium snap" >&2; exit 1');
    const chrome = await executable('google-chrome', CHROMIUM);
    expect(await decide()).toEqual({ kind: 'run', chromium: chrome });
  });

  it('has root install the package and its font, without recommended extras', async () => {
    await executable('apt-get', aptGet(CHROMIUM));
    expect(await decide({ isRoot: true })).toEqual({ kind: 'run', chromium: join(bin, 'chromium') });
    expect(await asked()).toBe(
      'update --quiet\ninstall --quiet --yes --no-install-recommends chromium fonts-roboto-unhinted\n',
    );
    expect(said).toEqual([expect.stringMatching(/^Installing Chromium/)]);
  });

  it('is left out when a plain user has none, and says what to do', async () => {
    await executable('apt-get', aptGet(CHROMIUM));
    expect(await decide()).toEqual({
      kind: 'left_out',
      reason:
        'No Chromium is on PATH, and only root may install one: install the package chromium, or set CHROMIUM_PATH.',
    });
    await expect(asked()).rejects.toThrow('ENOENT');
  });

  it('is left out when root has no apt-get', async () => {
    expect(await decide({ isRoot: true })).toMatchObject({
      kind: 'left_out',
      reason: expect.stringContaining('there is no apt-get'),
    });
  });

  it('is left out with the last line of an apt-get that failed', async () => {
    await executable('apt-get', 'echo "E: Unable to locate package chromium" >&2; exit 100');
    expect(await decide({ isRoot: true })).toMatchObject({
      kind: 'left_out',
      reason: expect.stringContaining('(E: Unable to locate package chromium)'),
    });
  });

  it('is left out when the package brings no browser', async () => {
    await executable('apt-get', aptGet('exit 1'));
    expect(await decide({ isRoot: true })).toMatchObject({
      kind: 'left_out',
      reason: expect.stringContaining('brought no Chromium that runs'),
    });
  });

  it('fails instead of being left out where CI demands it', async () => {
    expect(await decide({ CI: 'true' })).toMatchObject({ kind: 'failed' });
  });

  it('fails when the named path is wrong, because that is a mistake', async () => {
    await executable('chromium', CHROMIUM);
    expect(await decide({ CHROMIUM_PATH: join(bin, 'missing') })).toEqual({
      kind: 'failed',
      reason: `CHROMIUM_PATH is ${join(bin, 'missing')}, which is not an executable file: correct it, or unset it.`,
    });
  });
});
