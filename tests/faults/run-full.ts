import { describeRun } from './describe-run';
import { FULL_STORM } from './full-storm';
import { runStorm } from './run-storm';
import { chooseSeed } from './seed';
import { SHORT_STORM } from './short-storm';

/** `npm run test:faults` is the full form; `npm run test:faults -- --short` the one that `npm test` runs, with its report. */
async function main(): Promise<void> {
  // Exiting on these signals lets every part end, too.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const seed = chooseSeed(process.env);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`FAULTS_SEED=${seed}`);
  const storm = process.argv.includes('--short') ? SHORT_STORM : FULL_STORM;
  const report = await runStorm({ storm, seed, say });
  say(describeRun(report));
  process.exitCode = report.violations.length === 0 ? 0 : 1;
}

void main();
