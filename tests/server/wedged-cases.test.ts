import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { CaseHealth } from '../../api/service/health';
import type { ListedCase } from '../../engine/list-cases';
import { createCaseWatch } from '../../server/watchdog/case-watch';
import type { RunningTemporal } from '../../cli/parts/temporal';
import { complaintWorkflowId } from '../../workflows/messages';
import { eventually } from '../support/courier-bench';
import { inForm } from '../support/long-form';
import { startTestTemporal } from '../support/real-parts';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

/** How many attempts of a workflow task fail before the engine reports them. With the usual five it takes a minute. */
const ATTEMPTS = inForm({ short: 2, long: 5 });
const REPORTS = 'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute';

describe('a case whose workflow tasks fail', () => {
  let engine: RunningTemporal;
  let city: WatchedCity;
  beforeAll(async () => {
    engine = await startTestTemporal([`${REPORTS}=${ATTEMPTS}`]);
    city = await openWatchedCity(engine.address);
  });
  beforeEach(() => {
    city.log.length = 0;
  });
  afterEach(() => city.empty());
  afterAll(async () => {
    await city.stop();
    await engine.stop();
  });

  interface Changes {
    pausesMs?: number[];
    healthyMs?: number;
    list?: () => AsyncIterable<ListedCase>;
  }
  function caseWatch({ pausesMs = [60_000], healthyMs = 60_000, list }: Changes = {}) {
    const { caseClient, watch, wedged, findings, turns, logger } = city;
    const watchCases = createCaseWatch({
      ...{ watch, wedged, findings, turns, logger },
      cases: { ...caseClient, listRunning: list ?? caseClient.listRunning },
      settings: { settledMs: 0, wedge: { pausesMs, healthyMs } },
    });
    return async (): Promise<CaseHealth | undefined> => {
      let last: CaseHealth | undefined;
      for await (const each of watchCases()) last = each;
      return last;
    };
  }
  const errors = () => city.log.filter((line) => 'level' in line && line.level === 50);
  const isAssigned = (id: string) => async () => (await city.statusOf(id)) === 'assigned';
  async function runOf(id: string): Promise<string> {
    const execution = await city.caseClient.describe(id);
    return execution.kind === 'running' ? execution.runId : '';
  }

  it('is logged with the cause, rebuilt, and goes on once the build is mended', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: require.resolve('../support/broken-build'),
      logger: new DefaultLogger('ERROR'),
    });
    await city.startWorker({ code });
    const id = await city.start(await city.file());
    const run = await runOf(id);
    const look = caseWatch({ healthyMs: 0 });
    await eventually(async () => (await look())?.wedged === 1, { withinMs: 150_000, what: 'the report' });
    expect(errors()).toEqual([
      expect.objectContaining({
        msg: 'a case is wedged: its workflow tasks fail',
        workflow: complaintWorkflowId(id),
        ...{ run, failure: 'WorkflowWorkerUnhandledFailure', says: 'no such rule: 4711' },
        attempt: expect.any(Number),
      }),
    ]);
    expect((errors()[0] as { attempt: number }).attempt).toBeGreaterThan(ATTEMPTS);
    expect(await city.findings.last()).toMatchObject({ unfinished: 1, watched: 0, wedged: 1, givenUp: 0 });
    expect(await runOf(id)).not.toBe(run);
    expect(await city.sql('SELECT rebuilds FROM wedged_cases')).toEqual([{ rebuilds: 1 }]);

    await city.startWorker();
    await eventually(isAssigned(id), { what: 'the assignment' });
    const isForgotten = async () => {
      await look();
      return (await city.sql('SELECT FROM wedged_cases')).length === 0;
    };
    await eventually(isForgotten, { what: 'its recovery' });
    expect(await look()).toMatchObject({ unfinished: 1, watched: 1, wedged: 0 });
    expect((await city.withdraw(id)).status).toBe('withdrawn');
  });

  describe('and keep failing', () => {
    beforeAll(() => city.startWorker());

    /** What the engine would report of these after a minute. */
    async function* reported(): AsyncGenerator<ListedCase> {
      for await (const each of city.caseClient.listRunning())
        yield { ...each, isWedged: true, problem: 'NonDeterministicError' };
    }
    async function running(): Promise<string> {
      const id = await city.start(await city.file());
      await eventually(isAssigned(id), { what: 'the assignment' });
      await untilListed(id);
      return id;
    }
    async function untilListed(id: string): Promise<void> {
      const run = await runOf(id);
      const isListed = async () => {
        for await (const each of city.caseClient.listRunning()) if (each.runId === run) return true;
        return false;
      };
      await eventually(isListed, { what: 'the run on the list' });
    }
    const rebuilds = async () =>
      (await city.sql<{ rebuilds: number }>('SELECT rebuilds FROM wedged_cases'))[0]?.rebuilds;

    it('is rebuilt a few times; then an operator is told once by which command to rebuild it', async () => {
      const id = await running();
      const look = caseWatch({ pausesMs: [0, 0, 0], list: reported });
      const runs = [await runOf(id)];
      for (let times = 1; times <= 3; times += 1) {
        expect(await look()).toMatchObject({ unfinished: 1, watched: 0, wedged: 1, givenUp: 0 });
        expect(await rebuilds()).toBe(times);
        await untilListed(id);
        runs.push(await runOf(id));
      }
      expect(new Set(runs).size).toBe(4);
      expect(await look()).toMatchObject({ wedged: 1, givenUp: 1 });
      expect(await look()).toMatchObject({ wedged: 1, givenUp: 1 });
      expect(await runOf(id)).toBe(runs[3]);
      const code = (await city.complaints.byId(id))?.trackingCode;
      const messages = errors().map((line) => (line as unknown as { msg: string }).msg);
      expect(messages.slice(0, 4)).toEqual(Array(4).fill('a case is wedged: its workflow tasks fail'));
      expect(messages.slice(4)).toEqual([
        `a case stays wedged; once the cause is mended: sikesal cases rebuild ${code}`,
      ]);
    });

    it('is given time after each rebuild', async () => {
      const id = await running();
      const look = caseWatch({ pausesMs: [60_000, 60_000], list: reported });
      await look();
      await untilListed(id);
      await look();
      await look();
      expect(await rebuilds()).toBe(1);
      expect(errors()).toHaveLength(2);
    });

    it('is not forgotten before it has been well for a while', async () => {
      const id = await running();
      await caseWatch({ list: reported })();
      const look = caseWatch({ healthyMs: 60_000 });
      await untilListed(id);
      await look();
      await look();
      expect(await rebuilds()).toBe(1);
    });

    it('is ended when the case is over anyway', async () => {
      const id = await running();
      const reporter = { kind: 'reporter', complaintId: id } as const;
      await city.actBehindItsBack(id, { act: 'withdraw' }, reporter);
      expect(await caseWatch({ list: reported })()).toMatchObject({ unfinished: 0, wedged: 0 });
      expect(await city.caseClient.describe(id)).toMatchObject({ kind: 'ended' });
    });
  });
});
