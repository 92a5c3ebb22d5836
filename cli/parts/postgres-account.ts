import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PartError } from './part-error';
import type { SystemAccount } from './start-process';

const run = promisify(execFile);

const OWN_ACCOUNT = 'sikesal-postgres';

/**
 * The account that PostgreSQL runs as; null (our own) for a plain user. PostgreSQL refuses to run as root, so root
 * uses the machine's `postgres` account or, if there is none, creates a system account for it.
 *
 * @throws PartError when root cannot create an account.
 */
export async function postgresAccount(): Promise<SystemAccount | null> {
  if (process.getuid === undefined) {
    throw new PartError(
      'PostgreSQL is started on Linux and macOS only; elsewhere set DATABASE_URL to a running server.',
    );
  }
  if (process.getuid() !== 0) return null;
  return (await lookUp('postgres')) ?? (await lookUp(OWN_ACCOUNT)) ?? (await createAccount());
}

async function createAccount(): Promise<SystemAccount> {
  let cause: unknown;
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      OWN_ACCOUNT,
    ]);
  } catch (error) {
    // Another start may have created it at the same moment, so look it up again.
    cause = error;
  }
  const account = await lookUp(OWN_ACCOUNT);
  if (account) return account;
  throw new PartError(
    `PostgreSQL does not run as root and the account ${OWN_ACCOUNT} could not be made: start as a plain user, or set DATABASE_URL.`,
    { cause },
  );
}

async function lookUp(name: string): Promise<SystemAccount | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch (error) {
    // id exits with 1 when the account does not exist.
    if ((error as { code?: unknown }).code === 1) return null;
    throw error;
  }
}
