import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const BRIDGE = '@temporalio/core-bridge';
const PLATFORMS = ['aarch64-apple-darwin', 'x86_64-pc-windows-msvc'];

let modules: string;
let releases: string;
let own: string;

/** A copy of the package with empty folders for other platforms: the real ones are 148 MB. */
beforeEach(() => {
  modules = mkdtempSync(path.join(os.tmpdir(), 'sikesal-modules-'));
  const source = path.resolve('node_modules', BRIDGE);
  const target = path.join(modules, BRIDGE);
  mkdirSync(target, { recursive: true });
  cpSync(path.join(source, 'common.js'), path.join(target, 'common.js'));
  const { getPrebuiltTargetName } = jest.requireActual<{ getPrebuiltTargetName(): string }>(
    path.join(source, 'common.js'),
  );
  own = getPrebuiltTargetName();
  releases = path.join(target, 'releases');
  for (const platform of PLATFORMS) mkdirSync(path.join(releases, platform), { recursive: true });
});

afterEach(() => rmSync(modules, { recursive: true }));

const script = (): string[] => ['deploy/keep-one-platform.mjs', modules];

describe('the script that keeps one platform of Temporal’s core', () => {
  it('keeps this machine’s and removes the others', () => {
    cpSync(path.resolve('node_modules', BRIDGE, 'releases', own), path.join(releases, own), {
      recursive: true,
    });
    execFileSync(process.execPath, script());
    expect(readdirSync(releases)).toEqual([own]);
    expect(readdirSync(path.join(releases, own))).toContain('index.node');
  });

  it('fails, and removes nothing, where this machine’s is missing', () => {
    const { status, stderr } = spawnSync(process.execPath, script(), { encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('No prebuilt module');
    expect(readdirSync(releases).sort()).toEqual(PLATFORMS);
  });
});
