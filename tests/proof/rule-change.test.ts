import { hoursAfter } from '../../domain/instant';
import { isAnswered, type Status } from '../../domain/statuses';
import { eventually } from '../support/courier-bench';
import { LONGER_BY, NEW_EVENT, NEW_NOTICE } from './changed/changed-rules';
import { COUNTS, IS_REFUSED, note, noteOnAnswer } from './changed/lives';
import { openCases, type OpenCase, type OpenCases } from './changed/open-cases';
import { rowByRules } from './changed/row-by-rules';
import { startTwoVersions, type TwoVersions } from './changed/two-versions';

// Five processes start, and twenty cases live to their end.
jest.setTimeout(300_000);
const OBJECTION_HOURS = 72;

describe('after a change of the rules every open case goes on', () => {
  let versions: TwoVersions;
  let opened: OpenCases;
  let bothWorkers: string[];
  let workersOfEach: string[][];
  let seenThroughOldApi: number[];
  let afterTheOldTime: Status[];

  beforeAll(async () => {
    versions = await startTwoVersions();
    opened = await openCases(versions);
    await changeTheRules();
    await liveToTheEnd();
  });
  afterAll(() => versions.stop());

  async function changeTheRules(): Promise<void> {
    const { oldApi, newApi, oldWorker, callers } = versions;
    const outage = await callers.declareOutage(oldApi.url);
    for (const each of opened.cases) if (each.life.category) await untilHas(each, 'shifted');

    // Tomorrow's API before a worker that decides by today's rules.
    await opened.live('apiFirst', 0, { api: newApi.url, rules: 'either' });
    const newWorker = await versions.startNewWorker();
    bothWorkers = [oldWorker, newWorker].map(({ pid }) => String(pid));
    await Promise.all([
      opened.live('workerFirst', 0, { api: oldApi.url, rules: 'either' }),
      opened.live('apiFirst', 1, { api: newApi.url, rules: 'either' }),
    ]);
    workersOfEach = await Promise.all(opened.cases.map(workersOf));
    await oldWorker.stop();

    // Today's API before a worker that decides by tomorrow's rules.
    await callers.callOffOutage(newApi.url, outage);
    await Promise.all([
      opened.live('workerFirst', 1, { api: oldApi.url, rules: 'either' }),
      opened.live('apiFirst', 2, { api: newApi.url, rules: 'tomorrow' }),
    ]);
    await useOldApiAfterNewEvents();
    await oldApi.stop();
  }

  /** What tomorrow's worker has recorded is read by code that has never heard of it. */
  async function useOldApiAfterNewEvents(): Promise<void> {
    const { oldApi, callers } = versions;
    const seen = await Promise.all(opened.cases.map((each) => callers.look(oldApi.url, each)));
    seenThroughOldApi = seen.flat();
    const [reopened, resolved] = [
      opened.find('apiFirst', 'resolved'),
      opened.find('workerFirst', 'in progress'),
    ];
    for (const each of [reopened, resolved]) await untilHas(each, NEW_EVENT);
    expect(await callers.ask(oldApi.url, reopened, note)).toBe(COUNTS);
    expect(await callers.ask(oldApi.url, resolved, noteOnAnswer)).toBe(IS_REFUSED);
  }

  async function liveToTheEnd(): Promise<void> {
    const tomorrow = { api: versions.newApi.url, rules: 'tomorrow' } as const;
    await opened.live('workerFirst', 2, tomorrow);
    await Promise.all([opened.live('workerFirst', 3, tomorrow), opened.live('apiFirst', 3, tomorrow)]);
    const silent = opened.cases.filter(({ life }) => life.endsBySilence);
    await Promise.all(silent.map(lookAgain));
    await Promise.all(silent.map((each) => versions.hoursPass(each, OBJECTION_HOURS + 1)));
    afterTheOldTime = await Promise.all(silent.map(statusOf));
    await Promise.all(silent.map((each) => versions.hoursPass(each, LONGER_BY)));
  }

  /** Nobody was told of the answer, so by today's rules such a case waits for much longer, or for no instant at all. */
  async function lookAgain(each: OpenCase): Promise<void> {
    await versions.system.caseClient.wakeRunning(each.id);
    await eventually(async () => {
      const { nextDueBy, resolvedAt, rejectedAt } = await rowOf(each);
      const answered = (resolvedAt ?? rejectedAt)?.getTime() ?? NaN;
      return nextDueBy?.getTime() === hoursAfter(answered, OBJECTION_HOURS + LONGER_BY);
    });
  }

  const rowOf = ({ id }: OpenCase) =>
    versions.system.db.models.Complaint.findByPk(id, { rejectOnEmpty: true });
  const statusOf = async (each: OpenCase) => (await rowOf(each)).status;
  const isRunning = async ({ id }: OpenCase) =>
    (await versions.system.caseClient.describe(id)).kind === 'running';

  async function untilHas({ id }: OpenCase, type: string): Promise<void> {
    const has = async () => (await versions.system.timeline(id)).some((event) => event.type === type);
    await eventually(has, { what: type });
  }

  async function workersOf(each: OpenCase): Promise<string[]> {
    const tasks = (await versions.historyOf(each)).flatMap(
      (event) => event.workflowTaskStartedEventAttributes?.identity ?? [],
    );
    return [...new Set(tasks.map((identity) => identity.split('@')[0] ?? ''))].sort();
  }

  it('while old and new workers take turns with the same cases', () => {
    expect(workersOfEach).toContainEqual([...bothWorkers].sort());
  });

  it('with every answer right by the rules of the one or the other version', () => {
    expect(opened.outcomes.filter(({ status, right }) => !right.includes(status))).toEqual([]);
  });

  it('and is shown by an old API to staff and the public, despite events that it does not know', () => {
    expect(new Set(seenThroughOldApi)).toEqual(new Set([200]));
  });

  it('by the new rules: with their events, notifications and deadlines', async () => {
    const kinds = await versions.system.db.models.Notification.findAll({ attributes: ['kind'] });
    expect(kinds.map(({ kind }) => kind as string)).toContain(NEW_NOTICE);
    expect(afterTheOldTime.every(isAnswered)).toBe(true);
  });

  it('to its end, on its row and on its timeline', async () => {
    for (const each of opened.cases) {
      const row = await rowOf(each);
      expect(`${each.name}: ${row.status}`).toBe(`${each.name}: ${each.life.ends}`);
      expect(row.get()).toMatchObject(
        await rowByRules(versions.system.db, { id: each.id, root: versions.root }),
      );
    }
  });

  it('to the end of its execution, without a workflow task that failed', async () => {
    for (const each of opened.cases) {
      await eventually(async () => !(await isRunning(each)));
      const failed = (await versions.historyOf(each)).flatMap(
        (event) => event.workflowTaskFailedEventAttributes ?? [],
      );
      expect(failed).toEqual([]);
    }
  });
});
