import { Client } from '@temporalio/client';
import { Command } from 'commander';
import type { Database } from '../../database/connection';
import { createWatchReader } from '../../database/readers/watch-reader';
import { createClockStore } from '../../database/stores/clock-store';
import { createStartQueue } from '../../database/stores/start-queue';
import { createWedgedCases } from '../../database/stores/wedged-cases';
import { isFinal } from '../../domain/statuses';
import { createCaseClient } from '../../engine/case-client';
import { createTimeTravel } from '../../engine/time-travel';
import { CliError } from './cli-error';
import type { CommandDeps } from './command-deps';
import { findComplaint } from './find-complaint';
import { createRebuild, type Rebuilt } from './rebuild-cases';
import type { Settings } from './settings';
import { wholeNumber } from './whole-number';
import { withDatabase } from './with-database';
import { withEngine } from './with-engine';

interface RebuildOptions {
  all?: boolean;
  dryRun?: boolean;
  pause: number;
  atOnce: number;
}

const ENGINE_DEADLINE_MS = 10_000;
const SHOWN = 10;

export function casesCommand(deps: CommandDeps): Command {
  return new Command('cases').description('workflows of complaints').addCommand(rebuildCommand(deps));
}

function rebuildCommand({ settings, print }: CommandDeps): Command {
  return new Command('rebuild')
    .description(
      'begin the workflow of a complaint anew from PostgreSQL, in place of the one that runs; safe to repeat',
    )
    .argument('[code]', 'tracking code')
    .option('--all', 'every complaint that is not over, the earliest deadline first')
    .option('--dry-run', 'only say what would be done')
    .option('--pause <ms>', 'rest after each case, to spare a busy engine', wholeNumber(0), 0)
    .option('--at-once <number>', 'how many at the same time', wholeNumber(1), 8)
    .action((code: string | undefined, { all = false, dryRun = false, pause, atOnce }: RebuildOptions) =>
      withDatabase(settings, async (db) => {
        const ids = await chosen(db, { code, all });
        if (dryRun) return print.line(await plan(db, ids));
        const onProgress = (handled: number) => print.line(`${handled} of ${ids.length}`);
        const rebuilt = await withRebuild(settings, db, (rebuild) =>
          rebuild({ ids, atOnce, pauseMs: pause, onProgress }),
        );
        print.line(summary(rebuilt));
        const missed = ids.length - rebuilt.rebuilt - rebuilt.over;
        if (missed > 0) throw new CliError(`${counted(missed)} not rebuilt: run the command again.`);
      }),
    );
}

async function chosen(
  db: Database,
  { code, all }: { code: string | undefined; all: boolean },
): Promise<string[]> {
  if ((code !== undefined) === all) throw new CliError('Name one tracking code, or say --all.');
  if (code === undefined) return createWatchReader({ db }).unfinishedIds();
  const { id, status, trackingCode } = await findComplaint(db, code);
  if (isFinal(status))
    throw new CliError(`${trackingCode} is ${status}: its workflow has ended as it should.`);
  return [id];
}

async function plan(db: Database, ids: readonly string[]): Promise<string> {
  const first = await createWatchReader({ db }).unfinished(ids.slice(0, SHOWN));
  const codes = first.map(({ trackingCode }) => trackingCode).join(', ');
  if (ids.length <= SHOWN) return `Would rebuild ${ids.length}: ${codes || 'none'}.`;
  return `Would rebuild ${ids.length}, beginning with ${codes}.`;
}

function withRebuild<Result>(
  settings: Settings,
  db: Database,
  work: (rebuild: ReturnType<typeof createRebuild>) => Promise<Result>,
): Promise<Result> {
  return withEngine(settings, (connection, namespace) => {
    const client = new Client({ connection, namespace });
    const clocks = createClockStore({ db });
    const deadlineMs = ENGINE_DEADLINE_MS;
    const isDevelopment = settings.need('NODE_ENV').NODE_ENV === 'development';
    const travel = createTimeTravel({ client, namespace, clocks, patienceMs: deadlineMs });
    const afterStart = isDevelopment ? travel.catchUp : undefined;
    const cases = createCaseClient({ client, deadlineMs, afterStart });
    const stores = { queue: createStartQueue({ db }), wedged: createWedgedCases({ db }) };
    return work(createRebuild({ cases, watch: createWatchReader({ db }), ...stores }));
  });
}

function summary({ rebuilt, over, failures, left }: Rebuilt): string {
  const codes = [...failures].map(([code, count]) => `${count} failed with ${code}`);
  const parts = [`${rebuilt} rebuilt`, `${over} over by now`, ...codes];
  return `${[...parts, ...(left > 0 ? [`${left} not tried`] : [])].join(', ')}.`;
}

function counted(count: number): string {
  return count === 1 ? '1 case was' : `${count} cases were`;
}
