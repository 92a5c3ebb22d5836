import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { createClockStore } from '../../database/stores/clock-store';
import { MS_PER_HOUR } from '../../domain/instant';
import { createActOnCase } from '../../engine/act-on-case';
import { createTimeTravel } from '../../engine/time-travel';
import { eventually } from '../support/courier-bench';
import { openWatchedCity, type WatchedCity } from '../support/watched-city';
import { runProgram, runSikesal } from './run-sikesal';

describe('sikesal cases rebuild', () => {
  let city: WatchedCity;
  beforeAll(async () => {
    city = await openWatchedCity();
  });
  beforeEach(() => city.startWorker());
  afterEach(() => city.empty());
  afterAll(() => city.stop());

  const settings = () => ({
    DATABASE_URL: city.databaseUrl,
    TEMPORAL_ADDRESS: city.address,
    TEMPORAL_NAMESPACE: city.namespace,
  });
  const rebuild = (...args: string[]) => runSikesal(['cases', 'rebuild', ...args], settings());
  const codeOf = async (id: string) => (await city.complaints.byId(id))?.trackingCode ?? '';
  const isAssigned = (id: string) => async () => (await city.statusOf(id)) === 'assigned';
  async function running(): Promise<string> {
    const id = await city.start(await city.file());
    await eventually(isAssigned(id), { what: 'the assignment' });
    return id;
  }
  async function unstarted(): Promise<string> {
    const id = await city.file();
    await city.sql('UPDATE complaints SET workflow_started_at = NULL WHERE id = $1', id);
    return id;
  }
  async function runOf(id: string): Promise<string | null> {
    const execution = await city.caseClient.describe(id);
    return execution.kind === 'running' ? execution.runId : null;
  }
  const startedAt = async (id: string) =>
    (await city.db.models.Complaint.findByPk(id, { rejectOnEmpty: true })).workflowStartedAt;

  it('gives one case a new execution, which goes on where the case stands', async () => {
    const [id, other] = [await running(), await running()];
    const [run, othersRun] = [await runOf(id), await runOf(other)];
    await city.sql(
      `INSERT INTO wedged_cases (complaint_id, run_id, failure_type) VALUES ($1, $2, 'X')`,
      id,
      run,
    );
    expect(await rebuild(await codeOf(id))).toEqual({
      code: 0,
      stdout: '1 rebuilt, 0 over by now.\n',
      stderr: '',
    });
    expect(await runOf(id)).not.toBe(run);
    expect(await runOf(other)).toBe(othersRun);
    expect(await city.sql('SELECT FROM wedged_cases')).toEqual([]);
    expect((await city.withdraw(id)).status).toBe('withdrawn');
    const timeline = await city.complaints.timeline(id);
    expect(timeline.map(({ type }) => type)).toEqual(['received', 'assigned', 'withdrawn']);
  });

  it('leaves alone a case that is over, and says so', async () => {
    const id = await running();
    await city.withdraw(id);
    const ran = await rebuild(await codeOf(id));
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^SK-\S+ is withdrawn: its workflow has ended as it should[.]\n$/);
    expect(await runOf(id)).toBeNull();
  });

  it('gives every unfinished case a new execution, lost and unstarted ones included, when run as a process', async () => {
    const [runs, lost, waits, over] = [await running(), await running(), await unstarted(), await running()];
    const run = await runOf(runs);
    await city.caseClient.handleOf(lost).terminate();
    await city.withdraw(over);
    const ran = await runProgram('cli/sikesal.ts', ['cases', 'rebuild', '--all'], settings());
    expect(ran).toEqual({ code: 0, stdout: '3 rebuilt, 0 over by now.\n', stderr: '' });
    expect(await runOf(runs)).not.toBe(run);
    expect(await runOf(lost)).not.toBeNull();
    expect(await runOf(over)).toBeNull();
    await eventually(isAssigned(waits), { what: 'the assignment of what was never started' });
    expect(await startedAt(waits)).not.toBeNull();
    expect(await rebuild('--all')).toMatchObject({ code: 0, stdout: '3 rebuilt, 0 over by now.\n' });
  });

  it('begins with the earliest deadline, pauses in between, and says how far it is', async () => {
    await city.stopWorker();
    const ids = await Promise.all(Array.from({ length: 120 }, () => city.file()));
    await city.sql(`
      WITH shuffled AS (SELECT id, row_number() OVER (ORDER BY random()) AS place FROM complaints)
      UPDATE complaints SET next_due_by = now() + place * interval '1 minute' FROM shuffled
      WHERE shuffled.id = complaints.id`);
    const beganAt = Date.now();
    const ran = await rebuild('--all', '--at-once', '1', '--pause', '10');
    expect(Date.now() - beganAt).toBeGreaterThanOrEqual(1_200);
    expect(ran).toMatchObject({ code: 0, stdout: '100 of 120\n120 rebuilt, 0 over by now.\n' });
    const beginningOf = async (id: string) => {
      const { startTime } = await city.caseClient.handleOf(id).describe();
      return { id, at: startTime.getTime() };
    };
    const begun = await Promise.all(ids.map(beginningOf));
    begun.sort((one, other) => one.at - other.at);
    expect(begun.map(({ id }) => id)).toEqual(await city.watch.unfinishedIds());
  });

  it('only says what it would do in a dry run', async () => {
    const [one, two] = [await running(), await running()];
    const runs = [await runOf(one), await runOf(two)];
    const codes = [await codeOf(one), await codeOf(two)];
    expect(await rebuild('--all', '--dry-run')).toMatchObject({
      code: 0,
      stdout: `Would rebuild 2: ${codes.join(', ')}.\n`,
    });
    expect(await rebuild(codes[0] ?? '', '--dry-run')).toMatchObject({
      stdout: `Would rebuild 1: ${codes[0]}.\n`,
    });
    expect([await runOf(one), await runOf(two)]).toEqual(runs);
  });

  it('says how many failed and why, and fails itself', async () => {
    await Promise.all([city.file(), city.file(), city.file()]);
    const elsewhere = { ...settings(), TEMPORAL_NAMESPACE: 'no-such-namespace' };
    const ran = await runSikesal(['cases', 'rebuild', '--all'], elsewhere);
    expect(ran).toEqual({
      code: 1,
      stdout: '0 rebuilt, 0 over by now, 3 failed with NamespaceNotFoundError.\n',
      stderr: '3 cases were not rebuilt: run the command again.\n',
    });
  });

  it('stops early when hardly anything succeeds', async () => {
    await Promise.all(Array.from({ length: 40 }, () => city.file()));
    const elsewhere = { ...settings(), TEMPORAL_NAMESPACE: 'no-such-namespace' };
    const ran = await runSikesal(['cases', 'rebuild', '--all'], elsewhere);
    expect(ran.stdout).toMatch(
      /^0 rebuilt, 0 over by now, \d+ failed with NamespaceNotFoundError, \d+ not tried[.]\n$/,
    );
    expect(ran.stderr).toBe('40 cases were not rebuilt: run the command again.\n');
  });

  it.each([
    ['neither a code nor all', [], /^Name one tracking code, or say --all[.]\n$/],
    ['both', ['SK-7Q4M-2XKD', '--all'], /^Name one tracking code, or say --all[.]\n$/],
    ['what is no code', ['kaputt'], /is no tracking code/],
    ['a pace that is none', ['--all', '--at-once', '0'], /whole number, 1 or more/],
  ])('refuses %s, in one sentence', async (_, args, says) => {
    const ran = await rebuild(...args);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(says);
  });

  it('says that the engine is away', async () => {
    await city.file();
    const ran = await runSikesal(['cases', 'rebuild', '--all'], {
      ...settings(),
      TEMPORAL_ADDRESS: '127.0.0.1:9',
    });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^Temporal does not answer at 127\.0\.0\.1:9[^\n]+\n$/);
  });

  it('moves the clock of a case on again if a developer had moved it', async () => {
    const id = await running();
    const { client, namespace, db } = city;
    const clocks = createClockStore({ db });
    const travel = createTimeTravel({ client, namespace, clocks, patienceMs: 20_000 });
    await travel.fastForward(id, 25);
    const development = { ...settings(), NODE_ENV: 'development' };
    expect(await runSikesal(['cases', 'rebuild', await codeOf(id)], development)).toMatchObject({ code: 0 });
    // Ends only if the new execution is where the old one was: otherwise the second day is over too late.
    await travel.fastForward(id, 24);
    const timeline = await city.complaints.timeline(id);
    const last = timeline.at(-1);
    expect(last).toMatchObject({ type: 'escalated', data: { checkpointHours: 48 } });
    expect((last?.at ?? 0) - (timeline[0]?.at ?? 0)).toBeGreaterThanOrEqual(48 * MS_PER_HOUR);
  });

  it('neither loses nor doubles an act that is in progress', async () => {
    const id = await running();
    const { client, caseClient, complaints, cases } = city;
    const act = createActOnCase({
      ...{ client, cases: caseClient, complaints, preview: cases.preview, deadlineMs: 20_000 },
      onUnavailable: (error) => {
        throw error;
      },
    });
    const note = (number: number) =>
      act({
        complaintId: id,
        act: { act: 'notes', public: false },
        actor: { kind: 'officer', agency: 'pupr' },
        requestId: `note-${number}`,
      });
    const acts = Array.from({ length: 20 }, (_, number) => note(number));
    await rebuild(await codeOf(id));
    acts.push(...Array.from({ length: 20 }, (_, number) => note(20 + number)));
    await rebuild('--all');
    expect((await Promise.all(acts)).map(({ kind }) => kind)).toEqual(Array(40).fill('done'));
    const notes = (await complaints.timeline(id)).filter(({ type }) => type === 'noted');
    expect(notes).toHaveLength(40);
  });

  it('frees the cases that began on a bad build, once that is rolled back', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: require.resolve('../replay/planted-break'),
      logger: new DefaultLogger('ERROR'),
    });
    await city.startWorker({ code });
    const ids = [await city.start(await city.file()), await city.start(await city.file())];
    for (const id of ids) await eventually(isAssigned(id), { what: 'the assignment' });
    await city.startWorker();
    const isStuck = async (id: string) => {
      const { raw } = await city.caseClient.handleOf(id).describe();
      return (raw.pendingWorkflowTask?.attempt ?? 0) > 1;
    };
    // What the reporter does now has no effect.
    const [first = ''] = ids;
    const unheard = city.withdraw(first).catch(() => null);
    await eventually(() => isStuck(first), { what: 'the failing of its workflow tasks' });
    const ran = await runProgram('cli/sikesal.ts', ['cases', 'rebuild', '--all'], settings());
    expect(ran).toMatchObject({ code: 0, stdout: '2 rebuilt, 0 over by now.\n' });
    await unheard;
    for (const id of ids) expect((await city.withdraw(id)).status).toBe('withdrawn');
  });
});
