import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startProcess, waitUntilReady, type StartedProcess } from '../../cli/parts/start-process';
import { kotaJambi } from '../city/pack-folders';

const ROOT = path.resolve(__dirname, '../..');
const READY_MS = 60_000;

/** A process of the product: one of its mains, or a test's own that composes it in another way. */
export interface Main {
  file: string;
  /** The root of a changed copy of the product. */
  root?: string;
  env?: NodeJS.ProcessEnv;
}

interface Start extends Main {
  logFile: string;
  /** Answers once it is at work. */
  readyUrl: string;
}

export async function startMain({
  file,
  root = ROOT,
  env,
  logFile,
  readyUrl,
}: Start): Promise<StartedProcess> {
  const child = await startProcess({
    name: file,
    command: process.execPath,
    args: ['--import', 'tsx', path.join(root, file)],
    cwd: root,
    env: { ...process.env, ...env },
    logFile,
    stopGraceMs: 20_000,
  });
  const probe = async () => (await fetch(readyUrl)).ok;
  await waitUntilReady({ process: child, probe, deadlineMs: READY_MS });
  return child;
}

/** The settings of every process; nobody takes its mails. */
export function settingsOf(parts: {
  databaseUrl: string;
  address: string;
  namespace: string;
  folder: string;
}): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    TRUST_PROXY: 'false',
    INTAKE_PER_HOUR: '100000',
    REQUESTS_PER_MINUTE: '100000',
    DATABASE_URL: parts.databaseUrl,
    TEMPORAL_ADDRESS: parts.address,
    TEMPORAL_NAMESPACE: parts.namespace,
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'SiKesal <aduan@kota.example>',
    LINK_SECRET: `k1:${'test-secret-'.repeat(4)}`,
    PHOTOS_URL: pathToFileURL(path.join(parts.folder, 'photos')).href,
    CITY_PACK: kotaJambi,
    WORKFLOW_BUNDLE: process.env.TEST_WORKFLOW_BUNDLE,
  };
}
