import { describeRun } from './describe-run';
import { runStorm, type StormReport } from './run-storm';
import { chooseSeed } from './seed';
import { SHORT_STORM } from './short-storm';

describe('the whole system in a storm of faults', () => {
  let report: StormReport;

  beforeAll(async () => {
    report = await runStorm({ storm: SHORT_STORM, seed: chooseSeed(process.env), say: () => undefined });
  }, 600_000);

  it('keeps every promise, whatever is killed', () => {
    // The failure shows the whole report, above all its seed.
    if (report.violations.length > 0) throw new Error(describeRun(report));
  });
});
