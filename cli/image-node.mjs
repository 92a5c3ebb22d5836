// Runs the tests on the container image's own version of Node.js, which npm has as a package.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const [, version] =
  /^ARG NODE_IMAGE=node:([\d.]+)/m.exec(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')) ?? [];
if (!version) throw new Error('The Dockerfile does not name its version of Node.js.');

const name = `node-${process.platform}-${process.arch}`;
const folder = join(ROOT, '.cache', `${name}-${version}`);
const node = join(folder, 'node_modules', name, 'bin', 'node');

if (!existsSync(node)) {
  const install = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', [...install, `${name}@${version}`], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

console.error(`Node.js ${version}, as in the image`);
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
const args = [join(ROOT, 'cli', 'bootstrap.mjs'), 'test', ...process.argv.slice(2)];
const { status } = spawnSync(node, args, { stdio: 'inherit', cwd: ROOT, env });
process.exit(status ?? 1);
