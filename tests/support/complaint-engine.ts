import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { uuidv7 } from 'uuidv7';
import { createActivities, type ActivityDeps } from '../../activities/create-activities';
import { createMoveOutageCases } from '../../activities/move-outage-cases';
import { createReferenceCheck } from '../../activities/reference-check';
import { createWriteDigests } from '../../activities/write-digests';
import { createWriteWeeklyReport } from '../../activities/write-weekly-report';
import { loadCityPack } from '../../city/load-city-pack';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createDigestReader } from '../../database/readers/digest-reader';
import { createOutageReader, type OutageState } from '../../database/readers/outage-reader';
import { createCaseStore } from '../../database/stores/case-store';
import { createOccasionalMails } from '../../database/stores/occasional-mails';
import { createIntakeStore } from '../../database/stores/intake-store';
import type { NewComplaint } from '../../database/stores/new-complaint';
import { createOutageStore } from '../../database/stores/outage-store';
import { createOutageWork } from '../../database/stores/outage-work';
import { createPolicyStore } from '../../database/stores/policy-store';
import { createStaffStore } from '../../database/stores/staff-store';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { apply } from '../../domain/apply';
import { decide } from '../../domain/decide';
import type { Policy } from '../../domain/policy';
import { createCaseMessenger } from '../../worker/case-messenger';
import { createComplaintWorker } from '../../worker/complaint-worker';
import { createSurvivorMessenger } from '../../worker/survivor-messenger';
import {
  actUpdates,
  AGENCY_OUTAGE_WORKFLOW,
  agencyOutageWorkflowId,
  COMPLAINT_TASK_QUEUE,
  COMPLAINT_WORKFLOW,
  complaintWorkflowId,
  DIGEST_WORKFLOW,
  outageSignal,
} from '../../workflows/messages';
import { kotaJambi } from '../city/pack-folders';
import { newComplaint } from './new-complaint';
import { createTestDatabase } from './test-database';

// The test server announces fewer capabilities than a real one, which the SDK warns of at each start.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

export type ComplaintEngine = Awaited<ReturnType<typeof startComplaintEngine>>;

/**
 * The real workflow and activities on a real PostgreSQL, under the time-skipping test server: its clock jumps over
 * whatever nobody works in. One for each test, since the clock is the whole server's.
 * @param changeDeps puts something between the workflow and its store, to see what it does on a bad day
 */
export async function startComplaintEngine(
  changeDeps: (deps: ActivityDeps) => ActivityDeps = (deps) => deps,
) {
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

  const outages = createOutageWork({ db });
  const deps: ActivityDeps = {
    cases: createCaseStore({ db, city }),
    references: createReferenceCheck({ city, complaints, staff, outages }),
    survivors: createSurvivorMessenger({ client, complaints }),
    writeDigests: createWriteDigests({
      city,
      digests: createDigestReader({ db, city }),
      mails: createOccasionalMails({ db }),
    }),
    writeWeeklyReport: createWriteWeeklyReport({ city, mails: createOccasionalMails({ db }) }),
    moveOutageCases: createMoveOutageCases({
      outages,
      cases: createCaseMessenger({ client, complaints, deadlineMs: 10_000 }),
    }),
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
  async function wakeOutage(outageId: string): Promise<void> {
    await client.workflow.signalWithStart(AGENCY_OUTAGE_WORKFLOW, {
      workflowId: agencyOutageWorkflowId(outageId),
      taskQueue: COMPLAINT_TASK_QUEUE,
      args: [{ outageId }],
      signal: outageSignal,
    });
  }

  const handleOf = (id: string) => client.workflow.getHandle(complaintWorkflowId(id));

  return {
    client,
    db,
    complaints,
    survivors: deps.survivors,
    handleOf,

    /** Stores a complaint as the API does. */
    async file(changes: Partial<NewComplaint> = {}): Promise<string> {
      const filed = await createIntakeStore({ db }).file(newComplaint({ city, ...changes }));
      return filed.complaint.id;
    },
    /** The same under other rules than the city's. */
    async fileUnder(rules: Partial<Policy>, changes: Partial<NewComplaint> = {}): Promise<string> {
      const policy = { ...city.policy, version: 'other-rules', ...rules };
      await createPolicyStore({ db }).save(policy);
      const other = newComplaint({ city, ...changes, policy, policyVersion: policy.version });
      return (await createIntakeStore({ db }).file(other)).complaint.id;
    },
    /** The id of a new member of an agency's staff. */
    async hire(name: string, agency: string): Promise<string> {
      const email = `${name}@${agency}.example`;
      const member = { name, email, role: 'officer', agency, language: 'id' } as const;
      return (await staff.add(member, { by: 'test' })).id;
    },
    async start(id: string): Promise<string> {
      await client.workflow.start(COMPLAINT_WORKFLOW, {
        workflowId: complaintWorkflowId(id),
        taskQueue: COMPLAINT_TASK_QUEUE,
        args: [{ complaintId: id }],
      });
      return id;
    },
    /** As the schedule does it; the test server has no schedules. */
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
    /** Waiting for the workflow's result would let the engine's clock skip hours meanwhile. */
    async untilOutage(id: string, state: OutageState): Promise<void> {
      while ((await outageReader.find(id))?.state !== state) await delay(20);
    },
    act(id: string, { act, ...parameters }: Act, actor: Actor, updateId?: string) {
      return handleOf(id).executeUpdate(actUpdates[act], { args: [{ ...parameters, actor }], updateId });
    },
    /** What another run of the case would have written: an act that this execution has not seen. */
    async writeBehindItsBack(id: string, act: Act, actor: Actor): Promise<void> {
      const stored = (await deps.cases.load(id)).case;
      const decision = decide(stored, { act, actor, at: await environment.currentTimeMs() });
      if ('refusal' in decision) throw new Error(decision.refusal.code);
      const { events } = decision;
      const state = events.reduce((at, event) => apply({ ...stored, state: at }, event), stored.state);
      await deps.cases.record({ complaintId: id, events, state, nextDueBy: null, notifications: [] });
    },
    /** What merged complaints leave comes by signal, in its own time; an act sent beside it proves nothing. */
    async untilAbsorbed(survivor: string, count: number): Promise<void> {
      while ((await complaints.byId(survivor))?.absorbed.length !== count) await delay(20);
    },
    /** Lets hours pass on the engine's clock, in milliseconds of ours. */
    hoursPass: (hours: number) => environment.sleep(hours * 3_600_000),
    now: () => environment.currentTimeMs(),
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
