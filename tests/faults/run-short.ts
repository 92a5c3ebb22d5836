import { describeRun } from './describe-run';
import { runStorm } from './run-storm';
import { chooseSeed } from './seed';
import { SHORT_STORM } from './short-storm';

/** The short form alone, with its report. */
async function main(): Promise<void> {
  const seed = chooseSeed(process.env);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(`FAULTS_SEED=${seed}`);
  const report = await runStorm({ storm: SHORT_STORM, seed, say });
  say(describeRun(report));
  process.exitCode = report.violations.length === 0 ? 0 : 1;
}

void main();
