import { join } from 'node:path';
import { checkPorts } from './stack/check-ports';
import { claimDataFolder } from './stack/claim-data-folder';
import { stackEnvironment } from './stack/environment';
import { endLeftovers } from './stack/leftovers';
import { rotateLogs } from './stack/rotate-logs';
import { ownServices, partServices } from './stack/services';
import { readStackSettings, type StackSettings } from './stack/settings';
import { removeStack, writeStack } from './stack/stack-file';
import { stackUrls, summary } from './stack/summary';
import { keepWorkflowBundle } from './stack/workflow-bundle';
import { createSupervisor, type Supervisor } from './supervisor';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Starts the whole system on this machine and runs it until told to stop. */
async function main(): Promise<void> {
  const settings = readStackSettings(process.env);
  const giveBack = await claimDataFolder(settings);
  const runFolder = join(settings.dataFolder, 'run');
  const supervisor = createSupervisor({ runFolder, say });
  const stop = stopOnce(async () => {
    await removeStack(settings);
    await supervisor.stop();
    await giveBack();
  });
  try {
    await endLeftovers({ runFolder, say });
    await checkPorts(settings);
    await rotateLogs({ folder: join(settings.dataFolder, 'logs') });
    await bringUp(settings, supervisor);
  } catch (error) {
    // Told to stop while starting: failures are expected then.
    if (stop.requested()) return;
    await stop.run();
    throw error;
  }
}

async function bringUp(settings: StackSettings, supervisor: Supervisor): Promise<void> {
  const startedAt = Date.now();
  let databaseUrl = settings.given.databaseUrl ?? '';
  say('Starting the parts …');
  const onDatabaseUrl = (url: string): void => void (databaseUrl = url);
  const parts = partServices({ settings, env: process.env, say, onDatabaseUrl });
  // Compiled and bundled while the parts come up: these are seconds of the eight that a start may take.
  const [{ prepareDatabase }, WORKFLOW_BUNDLE] = await Promise.all([
    import('./prepare-database.js'),
    workflowBundle(settings),
    supervisor.start(parts),
  ]);

  const environment = await stackEnvironment({ settings, userEnv: process.env, databaseUrl });
  const { applied, policyVersion } = await prepareDatabase({
    databaseUrl,
    cityPack: environment.CITY_PACK ?? '',
  });
  say(`  the database is prepared (${applied.length} migrations applied now, policy ${policyVersion})`);

  say('Starting api and worker …');
  await supervisor.start(ownServices({ settings, env: { ...process.env, ...environment, WORKFLOW_BUNDLE } }));
  const urls = stackUrls(settings, environment);
  await writeStack({
    dataFolder: settings.dataFolder,
    stack: { startedAt: Date.now(), urls, pids: supervisor.pids(), environment },
  });
  say(summary({ urls, logs: join(settings.dataFolder, 'logs'), seconds: (Date.now() - startedAt) / 1000 }));
}

async function workflowBundle({ cacheFolder }: StackSettings): Promise<string> {
  return (
    process.env.WORKFLOW_BUNDLE ||
    keepWorkflowBundle({
      cacheFolder,
      sources: ['workflows/', 'domain/', 'package-lock.json'],
      build: async () => (await import('../worker/workflow-bundle.js')).buildWorkflowBundle(),
      say,
    })
  );
}

/** Stops once, however often it is asked: Ctrl-C in a terminal arrives directly and again through npm. */
function stopOnce(end: () => Promise<void>): { run(): Promise<void>; requested(): boolean } {
  let ending: Promise<void> | undefined;
  const run = (): Promise<void> => (ending ??= end());
  const onRequest = (): void => {
    if (ending) return;
    say('\nStopping …');
    run()
      .then(() => say('Stopped.'))
      .then(() => process.exit(0))
      .catch(fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onRequest);
  // `cli/bootstrap.mjs` was killed, so nobody else can stop us.
  process.once('disconnect', onRequest);
  return { run, requested: () => ending !== undefined };
}

async function fail(error: unknown): Promise<void> {
  // Loaded only now: it imports database code that a successful start does not need here.
  const { explainError } = await import('./commands/explain-error.js');
  process.stderr.write(`${explainError(error)}\n`);
  process.exit(1);
}

// Writing to a closed terminal fails, and that must not keep the parts from being stopped.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

main().catch(fail);
