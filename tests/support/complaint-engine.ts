import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { uuidv7 } from 'uuidv7';
import { createAdvanceCase } from '../../activities/advance-case';
import { createActivities, type ActivityDeps } from '../../activities/create-activities';
import { createMoveOutageCases } from '../../activities/move-outage-cases';
import { createWriteDigests } from '../../activities/write-digests';
import { createWriteWeeklyReport } from '../../activities/write-weekly-report';
import { workingAgencies } from '../../city/directory';
import { loadCityPack } from '../../city/load-city-pack';
import { createCases, type Cases } from '../../database/cases/advance-case';
import { createCaseReader } from '../../database/cases/case-reader';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createDigestReader } from '../../database/readers/digest-reader';
import { createOutageReader, type OutageState } from '../../database/readers/outage-reader';
import { createOccasionalMails } from '../../database/stores/occasional-mails';
import { createIntakeStore } from '../../database/stores/intake-store';
import type { NewComplaint } from '../../database/stores/new-complaint';
import { createOutageStore } from '../../database/stores/outage-store';
import { createOutageWork } from '../../database/stores/outage-work';
import { createPolicyStore } from '../../database/stores/policy-store';
import { createStaffStore } from '../../database/stores/staff-store';
import type { Act, ToldBy } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { messageOf } from '../../domain/case-message';
import type { Policy } from '../../domain/policy';
import { actUpdate, type ActMessage } from '../../engine/act-messages';
import { createCaseClient } from '../../engine/case-client';
import { createOutageClient } from '../../engine/outage-client';
import { createComplaintWorker } from '../../worker/complaint-worker';
import { agencyOutageWorkflowId, COMPLAINT_TASK_QUEUE, DIGEST_WORKFLOW } from '../../workflows/messages';
import { kotaJambi } from '../city/pack-folders';
import { newComplaint } from './new-complaint';
import { createTestDatabase } from './test-database';

// The test server announces fewer capabilities than a real one, and the SDK warns of that at each start.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

export type ComplaintEngine = Awaited<ReturnType<typeof startComplaintEngine>>;

interface EngineChanges {
  changeCases?: (cases: Cases) => Cases;
  changeDeps?: (deps: ActivityDeps) => ActivityDeps;
}

/**
 * Starts the real workflow and activities with a real PostgreSQL, on the time-skipping test server, whose clock jumps
 * over idle time. One per test, since the clock is the whole server's.
 * @param changes put something between the workflow and its store, to inject faults
 */
export async function startComplaintEngine({
  changeCases = (cases) => cases,
  changeDeps = (deps) => deps,
}: EngineChanges = {}) {
  const city = await loadCityPack(kotaJambi);
  const [database, environment] = await Promise.all([
    createTestDatabase(),
    TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: process.env.TEST_TEMPORAL_TEST_SERVER ?? '' } },
    }),
  ]);
  const { db } = database;
  const client = environment.client;
  const complaints = createComplaintReader({ db });
  const staff = createStaffStore({ db });
  await createPolicyStore({ db }).save(city.policy);

  const ruleFailures: unknown[] = [];
  const caseClient = createCaseClient({ client, deadlineMs: 10_000 });
  const wake = (id: string) => void caseClient.wakeRunning(id).catch(() => undefined);
  const cases = changeCases(createCases({ db, city, onFailure: (failure) => ruleFailures.push(failure) }));
  const deps: ActivityDeps = {
    advanceCase: createAdvanceCase({ cases, wake }),
    writeDigests: createWriteDigests({
      ...{ city, agencies: workingAgencies(city) },
      digests: createDigestReader({ db, city }),
      mails: createOccasionalMails({ db }),
    }),
    writeWeeklyReport: createWriteWeeklyReport({ city, mails: createOccasionalMails({ db }) }),
    moveOutageCases: createMoveOutageCases({ outages: createOutageWork({ db }), cases, wake }),
  };
  const worker = await createComplaintWorker({
    connection: environment.nativeConnection,
    namespace: 'default',
    activities: createActivities(changeDeps(deps)),
    workflowBundle: { codePath: process.env.TEST_WORKFLOW_BUNDLE ?? '' },
    cachedCases: 100,
  });
  const running = worker.run();

  const outageStore = createOutageStore({ db });
  const outageReader = createOutageReader({ db });
  const outageClient = createOutageClient({ client, deadlineMs: 10_000 });
  const wakeOutage = (id: string) => outageClient.wake(id);

  const { handleOf } = caseClient;

  return {
    client,
    db,
    complaints,
    cases,
    caseClient,
    /** Errors that rules threw. */
    ruleFailures,
    handleOf,

    /** Stores a complaint as the API does. */
    async file(changes: Partial<NewComplaint> = {}): Promise<string> {
      const filed = await createIntakeStore({ db }).file(newComplaint({ city, ...changes }));
      return filed.complaint.id;
    },
    /** The same under other rules than the city's policy. */
    async fileUnder(rules: Partial<Policy>, changes: Partial<NewComplaint> = {}): Promise<string> {
      const policy = { ...city.policy, version: 'other-rules', ...rules };
      await createPolicyStore({ db }).save(policy);
      const other = newComplaint({ city, ...changes, policy, policyVersion: policy.version });
      return (await createIntakeStore({ db }).file(other)).complaint.id;
    },
    /** Adds an officer to an agency. @returns the id */
    async hire(name: string, agency: string): Promise<string> {
      const email = `${name}@${agency}.example`;
      const member = { name, email, role: 'officer', agency, language: 'id' } as const;
      return (await staff.add(member, { by: 'test' })).id;
    },
    async start(id: string): Promise<string> {
      const complaint = await complaints.byId(id);
      if (!complaint) throw new Error('not filed');
      await caseClient.restart(complaint);
      return id;
    },
    /** Starts the digest as the schedule does; the test server has no schedules. */
    startDigest: () =>
      client.workflow.start<() => Promise<number>>(DIGEST_WORKFLOW, {
        workflowId: `digest-${randomUUID()}`,
        taskQueue: COMPLAINT_TASK_QUEUE,
        args: [],
      }),
    /** Declares an agency out as the API does. @returns the id of the outage */
    async declareOutage(agency: string, hours: number): Promise<string> {
      const id = uuidv7();
      const outage = { id, agency, hours, reason: 'KENARI banjir', by: 'staff:jcoc' };
      await outageStore.declare({ ...outage, wake: () => wakeOutage(id) });
      return id;
    },
    undoOutage: (id: string) => outageStore.undo({ id, by: 'staff:jcoc', wake: () => wakeOutage(id) }),
    outageHandle: (id: string) => client.workflow.getHandle(agencyOutageWorkflowId(id)),
    outage: (id: string) => outageReader.find(id),
    async untilEnded(id: string): Promise<void> {
      while ((await handleOf(id).describe()).status.name === 'RUNNING') await delay(20);
    },
    /** Polls, since waiting for the workflow's result would let the engine's clock skip hours. */
    async untilOutage(id: string, state: OutageState): Promise<void> {
      while ((await outageReader.find(id))?.state !== state) await delay(20);
    },
    act(id: string, { act, ...parameters }: Act, actor: Actor, updateId?: string) {
      const message = { ...parameters, actor } as ActMessage<typeof act>;
      return handleOf(id).executeUpdate(actUpdate(act), { args: [message], updateId });
    },
    /** Says what became of telling its reporter of the standing answer, as the api's relay does. */
    async tell(id: string, by: ToldBy): Promise<void> {
      const answer = (await complaints.byId(id))?.answerSequence ?? 0;
      const message = { by, answer, actor: { kind: 'system' } } as ActMessage<'tell'>;
      await handleOf(id).executeUpdate(actUpdate('tell'), { args: [message] });
    },
    /** Records an act that this execution has not seen, as another run of the case would. */
    async writeBehindItsBack(complaintId: string, act: Act, actor: Actor): Promise<void> {
      const at = await environment.currentTimeMs();
      const message = { ...messageOf({ act, actor, requestId: randomUUID() }), at };
      const { outcomes } = await cases.advance({ complaintId, messages: [message], at });
      if (outcomes[0]?.kind !== 'done') throw new Error(JSON.stringify(outcomes[0]));
    },
    /** Lets hours pass on the engine's clock; takes milliseconds in reality. */
    hoursPass: (hours: number) => environment.sleep(hours * 3_600_000),
    now: () => environment.currentTimeMs(),
    load: createCaseReader({ db }).load,
    timeline: (id: string) => complaints.timeline(id),
    async notified(id: string): Promise<string[]> {
      const rows = await db.models.Notification.findAll({
        where: { complaintId: id },
        order: [['createdAt', 'ASC']],
      });
      return rows.map(({ kind, recipient }) => `${kind} → ${recipient.replace(id, 'ID')}`);
    },
    async stop(): Promise<void> {
      worker.shutdown();
      await running;
      await environment.teardown();
      await database.drop();
    },
  };
}
