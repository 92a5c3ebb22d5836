import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../cli/parts/free-port';
import { startProcess, waitUntilReady } from '../../cli/parts/start-process';
import { kotaJambi } from '../city/pack-folders';

const ROOT = path.resolve(__dirname, '../..');
const READY_MS = 60_000;
/** Nothing listens there: the API starts and serves reads without an engine and a mail server. */
const NOBODY = '127.0.0.1:1';
const SAMPLE_EVERY_MS = 50;
/** The secret that signs its links. */
export const API_PROCESS_SECRET = { kid: 'k1', secret: 'test-secret-'.repeat(4) };

const run = promisify(execFile);

interface ApiProcessOptions {
  databaseUrl: string;
  heapMb?: number;
  /** Added to the settings that it needs. */
  env?: Record<string, string>;
}

/** Starts the API in a process of its own, so that its memory can be measured. */
export async function startApiProcess({ databaseUrl, heapMb, env = {} }: ApiProcessOptions) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-api-process-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = await startProcess({
    name: 'api',
    command: process.execPath,
    args: [
      ...(heapMb ? [`--max-old-space-size=${heapMb}`] : []),
      '--import',
      'tsx',
      path.join(ROOT, 'server/main.ts'),
    ],
    cwd: ROOT,
    logFile: path.join(folder, 'api.log'),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      PUBLIC_URL: url,
      TRUST_PROXY: 'false',
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: NOBODY,
      SMTP_URL: `smtp://${NOBODY}`,
      MAIL_FROM: 'SiKesal <aduan@kota.example>',
      LINK_SECRET: `${API_PROCESS_SECRET.kid}:${API_PROCESS_SECRET.secret}`,
      PHOTOS_URL: pathToFileURL(path.join(folder, 'photos')).href,
      CITY_PACK: kotaJambi,
      ...env,
    },
  });

  /** Resident memory, in megabytes. */
  async function memoryMb(): Promise<number> {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(child.pid)]);
    return Number(stdout) / 1024;
  }

  async function stop(): Promise<void> {
    await child.stop();
    await rm(folder, { recursive: true });
  }

  try {
    await waitUntilReady({
      process: child,
      probe: async () => (await fetch(`${url}/readyz`)).ok,
      deadlineMs: READY_MS,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    stop,
    memoryMb,
    /** The peak of its memory during `work`, in megabytes. */
    async peakMb(work: () => Promise<void>): Promise<number> {
      let peak = await memoryMb();
      let isOver = false;
      const sampling = (async () => {
        while (!isOver) {
          peak = Math.max(peak, await memoryMb());
          await delay(SAMPLE_EVERY_MS);
        }
      })();
      try {
        await work();
      } finally {
        isOver = true;
        await sampling;
      }
      return peak;
    },
  };
}
