import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { exists } from './exists';
import { PartError } from './part-error';
import type { PostgresBinaries } from './postgres-binaries';
import type { SystemAccount } from './start-process';

export interface PostgresData {
  /** The real folder with links resolved: the server's working directory. */
  folder: string;
  password: string;
}

export interface PostgresDataInput {
  dataFolder: string;
  binaries: PostgresBinaries;
  account: SystemAccount | null;
  /** Never moved to another folder and not flushed to the disk. */
  ephemeral: boolean;
}

/**
 * Where root keeps what PostgreSQL's account must reach: the checkout may be in a folder that only root may enter.
 */
export const SYSTEM_FOLDER = '/var/lib/sikesal';

export const POSTGRES_USER = 'sikesal';

/** Kept inside the data folder, so that a password is never used with another data folder. */
const PASSWORD_FILE = 'sikesal-password';

const run = promisify(execFile);

/**
 * Returns the data folder, created by initdb the first time. If PostgreSQL has its own account, the data are under
 * {@link SYSTEM_FOLDER} and `dataFolder` is a link to them. The folder's name is random, so deleting the link
 * starts anew, and a moved checkout keeps its data.
 *
 * @throws PartError when the data are of another PostgreSQL version, the link is dangling, or somebody else owns
 * them.
 */
export async function preparePostgresData(input: PostgresDataInput): Promise<PostgresData> {
  if (!(await exists(join(input.dataFolder, 'PG_VERSION')))) await createData(input);
  const folder = await realpath(input.dataFolder);
  await refuseForeignData({ ...input, folder });
  return { folder, password: (await readFile(join(folder, PASSWORD_FILE), 'utf8')).trim() };
}

async function createData(input: PostgresDataInput): Promise<void> {
  const dataFolder = resolve(input.dataFolder);
  await clearTheWay(dataFolder);
  await mkdir(dirname(dataFolder), { recursive: true });
  if (!input.account || input.ephemeral) return initialise({ ...input, home: dataFolder });
  const home = await systemHome();
  await initialise({ ...input, home });
  await writeFile(`${home}.origin`, `${dataFolder}\n`);
  await symlink(home, dataFolder);
}

/** A dangling link means lost data, which must not pass for a first start; an empty folder may be removed. */
async function clearTheWay(dataFolder: string): Promise<void> {
  try {
    if ((await lstat(dataFolder)).isSymbolicLink()) {
      throw new PartError(
        `The link ${dataFolder} points to PostgreSQL data that are not there (any more): bring them back, or delete the link to begin with an empty database.`,
      );
    }
    await rmdir(dataFolder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY') {
      throw new PartError(`${dataFolder} holds something that is not PostgreSQL's: move it away.`, {
        cause: error,
      });
    }
    if (code !== 'ENOENT') throw error;
  }
}

async function systemHome(): Promise<string> {
  const data = join(await systemFolder(), 'data');
  await mkdir(data, { recursive: true });
  await chmod(data, 0o755);
  return join(data, randomBytes(8).toString('hex'));
}

/** Returns {@link SYSTEM_FOLDER}, created if needed and open to everybody whatever the umask. */
export async function systemFolder(): Promise<string> {
  await mkdir(SYSTEM_FOLDER, { recursive: true });
  await chmod(SYSTEM_FOLDER, 0o755);
  return SYSTEM_FOLDER;
}

async function initialise(input: PostgresDataInput & { home: string }): Promise<void> {
  const { account, binaries, home } = input;
  const draft = `${home}.draft-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (account) for (const path of [draft, passwordFile]) await chown(path, account.uid, account.gid);
    await run(binaries.initdb, initdbArguments({ draft, passwordFile, ephemeral: input.ephemeral }), {
      cwd: draft,
      env: { LC_ALL: 'C', PATH: process.env.PATH },
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    });
    await rename(passwordFile, join(draft, PASSWORD_FILE));
    await rename(draft, home);
  } catch (error) {
    throw new PartError(`PostgreSQL's data could not be set up in ${home}: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/** The built-in C.UTF-8 sorts and folds case alike on every machine, whatever locales are installed. */
function initdbArguments(input: { draft: string; passwordFile: string; ephemeral: boolean }): string[] {
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8'];
  const access = ['--username', POSTGRES_USER, '--auth=scram-sha-256', '--pwfile', input.passwordFile];
  return [
    '--pgdata',
    input.draft,
    ...locale,
    ...access,
    '--no-instructions',
    ...(input.ephemeral ? ['--no-sync'] : []),
  ];
}

async function refuseForeignData(input: PostgresDataInput & { folder: string }): Promise<void> {
  const major = (await readFile(join(input.folder, 'PG_VERSION'), 'utf8')).trim();
  if (!input.binaries.version.startsWith(`${major}.`)) {
    throw new PartError(
      `${input.dataFolder} was written by PostgreSQL ${major}, this is ${input.binaries.version}: dump it with the old version and load it into a new folder.`,
    );
  }
  const { uid } = await stat(input.folder);
  const runsAs = input.account?.uid ?? process.getuid?.();
  if (uid !== runsAs) {
    throw new PartError(
      `${input.dataFolder} belongs to user id ${uid}, but PostgreSQL would run as ${runsAs}: start as the user who created it, or set DATA_DIR to another folder.`,
    );
  }
}
