import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identifyProcess, isAlive, type ProcessIdentity } from '../parts/process-identity';

interface Remembered extends ProcessIdentity {
  stopSignal: NodeJS.Signals;
}

const GRACE_MS = 15_000;

/** Records a process that a later start must end if this supervisor is killed, unless it has already ended. */
export async function rememberProcess(input: {
  runFolder: string;
  name: string;
  pid: number;
  stopSignal: NodeJS.Signals;
}): Promise<void> {
  const identity = await identifyProcess(input.pid);
  if (!identity) return;
  await mkdir(input.runFolder, { recursive: true });
  const remembered: Remembered = { ...identity, stopSignal: input.stopSignal };
  await writeFile(fileFor(input), JSON.stringify(remembered));
}

export async function forgetProcess(input: { runFolder: string; name: string }): Promise<void> {
  await rm(fileFor(input), { force: true });
}

/**
 * Ends what a killed supervisor left running, and nothing else: a process counts as ours only if both its id and
 * its start mark are the recorded ones.
 */
export async function endLeftovers({
  runFolder,
  say,
}: {
  runFolder: string;
  say: (line: string) => void;
}): Promise<void> {
  await mkdir(runFolder, { recursive: true });
  const names = (await readdir(runFolder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5));
  await Promise.all(
    names.map(async (name) => {
      const leftover = JSON.parse(await readFile(fileFor({ runFolder, name }), 'utf8')) as Remembered;
      if (await isAlive(leftover)) {
        say(`Ending ${name}, left over from a start that was killed (process ${leftover.pid}) …`);
        await end(leftover);
      }
      await forgetProcess({ runFolder, name });
    }),
  );
}

async function end(leftover: Remembered): Promise<void> {
  process.kill(leftover.pid, leftover.stopSignal);
  const killAt = Date.now() + GRACE_MS;
  while (await isAlive(leftover)) {
    if (Date.now() > killAt) process.kill(leftover.pid, 'SIGKILL');
    await delay(50);
  }
}

function fileFor({ runFolder, name }: { runFolder: string; name: string }): string {
  return join(runFolder, `${name}.json`);
}
