import type { CaseHealth } from '../../api/service/health';
import { ADVISORY_LOCKS } from '../../database/advisory-locks';
import { createCaseWatch, type CaseWatchDeps } from '../../server/watchdog/case-watch';
import { COMPLAINT_WORKFLOW, complaintWorkflowId } from '../../workflows/messages';
import { eventually } from '../support/courier-bench';
import { inForm } from '../support/long-form';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';

/** More cases than a round takes; in the long form as many as the product takes. */
const MANY = inForm({ short: { all: 25, atMost: 20 }, long: { all: 250, atMost: 200 } });

describe('the watch over all cases', () => {
  let city: WatchedCity;
  beforeAll(async () => {
    city = await openWatchedCity();
    await city.startWorker();
  });
  afterEach(() => city.empty());
  afterAll(() => city.stop());

  function caseWatch(changes: Partial<CaseWatchDeps> = {}) {
    const { caseClient, watch, wedged, findings, turns, logger } = city;
    const settings = { settledMs: 0, overMs: 50, atMost: MANY.atMost };
    const parts = { watch, wedged, findings, turns, logger };
    return createCaseWatch({ cases: caseClient, ...parts, settings, ...changes });
  }
  async function look(watchCases = caseWatch()): Promise<CaseHealth[]> {
    const seen: CaseHealth[] = [];
    for await (const each of watchCases()) seen.push(each);
    return seen;
  }
  /** The id of a new case that runs and is on the engine's list. */
  async function running(): Promise<string> {
    const id = await city.start(await city.file());
    const isAssigned = async () => (await city.statusOf(id)) === 'assigned';
    await eventually(isAssigned, { what: 'the assignment' });
    await eventually(async () => (await city.listed()).includes(id), { what: 'its listing' });
    return id;
  }
  const terminate = async (id: string) => {
    await city.caseClient.handleOf(id).terminate();
    await eventually(async () => !(await city.listed()).includes(id), { what: 'its removal from the list' });
  };

  it('restarts a case whose execution was terminated, and counts it as an orphan only once', async () => {
    const [lost, fine] = [await running(), await running()];
    const before = await city.complaints.byId(lost);
    await terminate(lost);
    expect(await look()).toEqual([
      {
        ...{ unfinished: 2, watched: 1, unstarted: 0, orphans: 1 },
        ...{ wedged: 0, givenUp: 0, latecomers: 0, checkedAt: expect.any(Number) },
      },
    ]);
    expect(await city.caseClient.describe(lost)).toMatchObject({ kind: 'running' });
    expect((await city.withdraw(lost)).status).toBe('withdrawn');
    expect(await city.complaints.byId(lost)).toMatchObject({ resolveBy: before?.resolveBy });
    expect(await look()).toMatchObject([{ unfinished: 1, watched: 1, orphans: 0 }]);
    expect(await city.caseClient.describe(fine)).toMatchObject({ kind: 'running' });
  });

  it('counts what was never started, and leaves it to the relay', async () => {
    const id = await city.file();
    await city.sql('UPDATE complaints SET workflow_started_at = NULL WHERE id = $1', id);
    expect(await look()).toMatchObject([{ unfinished: 1, watched: 0, unstarted: 1, orphans: 0 }]);
    expect(await city.caseClient.describe(id)).toEqual({ kind: 'missing' });
  });

  it('counts as watched a case that started after the list was made', async () => {
    const id = await city.file();
    const { caseClient } = city;
    async function* listRunning() {
      yield* caseClient.listRunning();
      await city.start(id);
    }
    const cases = { ...caseClient, listRunning };
    expect(await look(caseWatch({ cases }))).toMatchObject([{ unfinished: 1, watched: 1, orphans: 0 }]);
  });

  it('leaves alone a case that ends after the list was made and before its execution is looked at', async () => {
    const id = await city.file();
    const { caseClient } = city;
    async function* listRunning() {
      yield* caseClient.listRunning();
      await city.start(id);
    }
    const describe: typeof caseClient.describe = async (complaintId) => {
      await city.withdraw(id);
      await caseClient.handleOf(id).result();
      return caseClient.describe(complaintId);
    };
    expect(await look(caseWatch({ cases: { ...caseClient, listRunning, describe } }))).toMatchObject([
      { unfinished: 0, orphans: 0 },
    ]);
    expect(await caseClient.describe(id)).toMatchObject({ kind: 'ended' });
  });

  it('wakes an execution that does not know that its case has ended, and lets it end by itself', async () => {
    const id = await running();
    const reporter = { kind: 'reporter', complaintId: id } as const;
    await city.actBehindItsBack(id, { act: 'withdraw' }, reporter);
    const watchCases = caseWatch();
    expect(await look(watchCases)).toMatchObject([{ unfinished: 0, watched: 0 }]);
    expect(await city.caseClient.describe(id)).toMatchObject({ kind: 'running' });
    const isEnded = async () => (await city.caseClient.describe(id)).kind === 'ended';
    await eventually(async () => {
      await look(watchCases);
      return isEnded();
    });
    expect((await city.complaints.timeline(id)).at(-1)).toMatchObject({ type: 'withdrawn' });
  });

  it('ends an execution whose case is missing after an older copy of the database was restored', async () => {
    const id = await running();
    await city.sql('TRUNCATE complaints CASCADE');
    const watchCases = caseWatch();
    const hasFailed = async () => {
      await look(watchCases);
      const { status } = await city.caseClient.handleOf(id).describe();
      return status.name === 'FAILED';
    };
    await eventually(hasFailed, { what: 'the end of the execution' });
  });

  it('ignores an execution whose id names no complaint, as anybody on the engine may start one', async () => {
    const fine = await running();
    await city.client.workflow.start(COMPLAINT_WORKFLOW, {
      workflowId: complaintWorkflowId('nonsense'),
      taskQueue: 'of-nobody',
    });
    await eventually(async () => (await city.listed()).includes('nonsense'), { what: 'its listing' });
    expect(await look()).toMatchObject([{ unfinished: 1, watched: 1, orphans: 0 }]);
    expect(await city.caseClient.describe(fine)).toMatchObject({ kind: 'running' });
  });

  it('runs in one process at a time; the others show its last findings', async () => {
    const id = await running();
    await terminate(id);
    const { caseClient } = city;
    const restarted: string[] = [];
    let release = () => undefined as void;
    const restart: typeof caseClient.restart = async (complaint) => {
      restarted.push(complaint.id);
      await new Promise<void>((resolve) => (release = resolve));
      return caseClient.restart(complaint);
    };
    const first = look(caseWatch({ cases: { ...caseClient, restart } }));
    await eventually(() => restarted.length === 1, { what: 'the first restart' });
    expect(await look()).toEqual([]);
    release();
    const found = await first;
    expect(found).toMatchObject([{ orphans: 1 }]);
    expect(restarted).toEqual([id]);
    const shown = city.turns.take(ADVISORY_LOCKS.allCases, async () => look());
    expect(await shown).toEqual(found);
  });

  it(`restarts ${MANY.all} cases, ${MANY.atMost} at once, round after round, the earliest deadline first`, async () => {
    const ids: string[] = [];
    for (let count = 0; count < MANY.all; count += 1) ids.push(await city.file());
    await city.sql(`
      WITH shuffled AS (SELECT id, row_number() OVER (ORDER BY random()) AS place FROM complaints)
      UPDATE complaints SET next_due_by = now() + place * interval '1 minute' FROM shuffled
      WHERE shuffled.id = complaints.id`);
    const byDeadline = await city.watch.unfinishedIds();
    const { caseClient } = city;
    const restarted: string[] = [];
    const restart: typeof caseClient.restart = (complaint) => {
      restarted.push(complaint.id);
      return caseClient.restart(complaint);
    };
    const seen = await look(caseWatch({ cases: { ...caseClient, restart } }));
    expect(seen).toMatchObject([
      { unfinished: MANY.all, watched: 0, orphans: MANY.atMost },
      { unfinished: MANY.all, watched: 0, orphans: MANY.all },
    ]);
    expect(restarted.slice(0, MANY.atMost).sort()).toEqual(byDeadline.slice(0, MANY.atMost).sort());
    // Eight at once: a case is not tried before all but seven of those ahead of it are done.
    const isInTurn = (id: string, place: number) => byDeadline.indexOf(id) < place + 8;
    expect(restarted.filter((id, place) => !isInTurn(id, place))).toEqual([]);
    await eventually(async () => (await city.listed()).length === MANY.all, { what: 'the list' });
    expect(await look()).toMatchObject([{ unfinished: MANY.all, watched: MANY.all, orphans: 0 }]);
  });
});
