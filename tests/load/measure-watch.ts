/**
 * Measures what watching many cases takes on this machine: `npx tsx tests/load/measure-watch.ts [cases]`. It starts
 * a PostgreSQL and a Temporal server of its own.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createCaseWatch } from '../../server/watchdog/case-watch';
import { createLateWatch } from '../../server/watchdog/late-watch';
import { buildWorkflowBundle } from '../../worker/workflow-bundle';
import { runProgram } from '../cli-commands/run-sikesal';
import { eventually } from '../support/courier-bench';
import { startTestPostgres, startTestTemporal } from '../support/real-parts';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

const PATIENCE = { withinMs: 600_000 };

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  const result = await work();
  const ms = Math.round(performance.now() - startedAt);
  process.stdout.write(`${what}: ${ms} ms${typeof result === 'string' ? `, ${result}` : ''}\n`);
}

async function measure(city: WatchedCity, count: number): Promise<void> {
  const { caseClient, watch, wedged, findings, turns, logger, late } = city;
  const watchCases = createCaseWatch({ cases: caseClient, watch, wedged, findings, turns, logger });
  const look = async () => {
    const rounds = [];
    for await (const found of watchCases()) rounds.push(found);
    return `${rounds.length} rounds, ${JSON.stringify(rounds.at(-1))}`;
  };
  const ids: string[] = [];
  while (ids.length < count) ids.push(await city.file());
  // What has just come in is not counted yet.
  await city.sql(`UPDATE complaints SET received_at = received_at - interval '1 minute'`);

  await timed(`${count} lost cases started again`, look);
  await eventually(async () => (await city.count('assigned')) === count, PATIENCE);
  await eventually(async () => (await city.listed()).length === count, PATIENCE);
  for (let times = 0; times < 3; times += 1) await timed(`a look at ${count} that run`, look);

  const settings = {
    ...{ DATABASE_URL: city.databaseUrl, TEMPORAL_ADDRESS: city.address },
    TEMPORAL_NAMESPACE: city.namespace,
  };
  await timed(`sikesal cases rebuild --all, ${count} that run`, async () => {
    const ran = await runProgram('cli/sikesal.ts', ['cases', 'rebuild', '--all'], settings);
    return ran.stdout.trimEnd().split('\n').at(-1) ?? ran.stderr;
  });

  const lates = Math.min(count, 400);
  for (const id of ids.slice(0, lates)) await city.actBehindItsBack(id, { act: 'resolve' });
  const due = () => late.next({ graceMs: 0, pauseMs: 0, limit: 1_000 });
  await eventually(async () => (await due()).length === lates, PATIENCE);
  const wakeLate = createLateWatch({
    cases: caseClient,
    late,
    turns,
    logger,
    settings: { graceMs: 0, pauseMs: 60_000 },
  });
  for (let times = 0; times < 2; times += 1)
    await timed('a round of late cases', async () => `${await wakeLate()} woken`);
  await timed('and until all are recorded', () =>
    eventually(async () => (await city.count('closed')) === lates, PATIENCE),
  );
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 1_000);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sikesal-measure-'));
  const bundle = path.join(folder, 'bundle.js');
  const [postgres, temporal, code] = await Promise.all([
    startTestPostgres(),
    startTestTemporal(),
    buildWorkflowBundle(),
  ]);
  await writeFile(bundle, code);
  Object.assign(process.env, {
    ...{ TEST_POSTGRES_URL: postgres.url, TEST_TEMPORAL_ADDRESS: temporal.address },
    TEST_WORKFLOW_BUNDLE: bundle,
  });
  const city = await openWatchedCity();
  try {
    await city.startWorker();
    await measure(city, count);
  } finally {
    await city.stop();
    await Promise.all([postgres.stop(), temporal.stop()]);
    await rm(folder, { recursive: true });
  }
}

void main();
