import { existsSync, readFileSync } from 'node:fs';
import { readCompose } from './settings';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const instructions = dockerfile
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line));
const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
const ignored = readFileSync('.dockerignore', 'utf8').split('\n');

describe('the image', () => {
  it('is built on a pinned release of a recent Node LTS, with glibc', () => {
    const [, major, rest] = /NODE_IMAGE=node:(\d+)(\S+)/.exec(dockerfile) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(22);
    expect(Number(major) % 2).toBe(0);
    expect(rest).toMatch(/^\.\d+\.\d+-bookworm-slim$/);
    expect(dockerfile).not.toMatch(/alpine|:latest/);
    expect(
      instructions.filter((line) => line.startsWith('FROM ') && !line.includes('${NODE_IMAGE}')),
    ).toEqual([]);
  });

  it('does not run as root', () => {
    expect(lastStage.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    const user = lastStage.indexOf('USER node');
    expect(lastStage.slice(user).filter((line) => /^(RUN|COPY|ADD) /.test(line))).toEqual([]);
  });

  it('checks whether it is alive', () => {
    const check = lastStage.find((line) => line.startsWith('HEALTHCHECK '));
    expect(check).toContain('["node", "deploy/healthcheck.mjs", "http://127.0.0.1:3000/livez"]');
  });

  it('installs from the lock file, runs no install script and ships no development package', () => {
    const installs = instructions.filter((line) => line.includes('npm '));
    expect(installs).toHaveLength(2);
    for (const line of installs) expect(line).toContain('npm ci --ignore-scripts');
    expect(lastStage.join('\n')).toContain('--from=packages /app/node_modules');
    expect(installs[1]).toContain('--omit=dev');
    expect(installs[1]).toContain('keep-one-platform.mjs');
  });

  it('contains the workflow bundle, built beforehand', () => {
    expect(lastStage.join('\n')).toContain('WORKFLOW_BUNDLE=/app/dist/workflow-bundle.js');
    expect(dockerfile).toContain('node cli/bootstrap.mjs build');
  });

  it('is built without secrets, data and this machine’s packages', () => {
    expect(ignored).toEqual(
      expect.arrayContaining(['.env', '.env.*', '.git', '.data', 'node_modules', 'dist']),
    );
  });

  it('copies only files that exist', () => {
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied).toContain('deploy/healthcheck.mjs');
    expect(copied.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('owns the folders that volumes cover', () => {
    const { PHOTOS_URL, TMPDIR } = readCompose().services.api?.environment ?? {};
    const folders = `${new URL(String(PHOTOS_URL)).pathname} ${TMPDIR}`;
    expect(lastStage.join('\n')).toContain(`install --directory --owner=node --group=node ${folders}`);
  });
});
