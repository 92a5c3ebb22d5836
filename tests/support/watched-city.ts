import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, type WorkflowBundleOption } from '@temporalio/worker';
import pino from 'pino';
import { createAdvanceCase } from '../../activities/advance-case';
import { createActivities, type ActivityDeps } from '../../activities/create-activities';
import { createMoveOutageCases } from '../../activities/move-outage-cases';
import { loadCityPack } from '../../city/load-city-pack';
import { findTemporal } from '../../cli/parts/temporal';
import { createCases } from '../../database/cases/advance-case';
import { createComplaintReader } from '../../database/readers/complaint-reader';
import { createWatchReader } from '../../database/readers/watch-reader';
import { selectRows } from '../../database/select-rows';
import { createIntakeStore } from '../../database/stores/intake-store';
import { createLateCases } from '../../database/stores/late-cases';
import { createOutageWork } from '../../database/stores/outage-work';
import { createPolicyStore } from '../../database/stores/policy-store';
import { createStartQueue } from '../../database/stores/start-queue';
import { createExclusiveJobs } from '../../database/stores/exclusive-jobs';
import { createWatchdogFindings } from '../../database/stores/watchdog-findings';
import { createWedgedCases } from '../../database/stores/wedged-cases';
import type { Act } from '../../domain/acts';
import type { Actor } from '../../domain/actor';
import { messageOf } from '../../domain/case-message';
import { actUpdate } from '../../engine/act-messages';
import { createCaseClient } from '../../engine/case-client';
import type { Policy } from '../../domain/policy';
import type { CaseFindings } from '../../server/watchdog/case-watch';
import { createComplaintWorker } from '../../worker/complaint-worker';
import { kotaJambi } from '../city/pack-folders';
import { createNamespace } from '../production/create-namespace';
import { eventually } from './courier-bench';
import { newComplaint } from './new-complaint';
import { createTestDatabase } from './test-database';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

const CACHE = path.resolve(__dirname, '../../.cache');
const OFFICER: Actor = { kind: 'officer', agency: 'pupr' };

export type WatchedCity = Awaited<ReturnType<typeof openWatchedCity>>;

/**
 * What the watchdog needs: a database, a namespace of the real engine, and a worker that the test starts and stops.
 * @param address another engine than the one that all tests share
 */
export async function openWatchedCity(address = process.env.TEST_TEMPORAL_ADDRESS ?? '') {
  const namespace = `watch-${randomUUID()}`;
  const temporalBinary = await findTemporal({ env: process.env, cacheFolder: CACHE, say: () => undefined });
  const [database, connection, native, city] = await Promise.all([
    createTestDatabase(),
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
    loadCityPack(kotaJambi),
    createNamespace({ address, namespace, temporalBinary }),
  ]);
  // It takes seconds until each part of the engine knows of a new namespace.
  const isKnown = async () => {
    await connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 });
    return true;
  };
  await eventually(() => isKnown().catch(() => false), { what: 'the namespace' });
  const { db } = database;
  const client = new Client({ connection, namespace });
  const caseClient = createCaseClient({ client, deadlineMs: 10_000 });
  // The objection window lasts half a second, so that a deadline can pass during a test.
  const policy: Policy = {
    ...city.policy,
    version: 'hasty',
    objectionWindowHours: 0.5 / 3_600,
    untoldWindowHours: undefined,
  };
  await Promise.all([city.policy, policy].map((each) => createPolicyStore({ db }).save(each)));

  const ruleFailures: unknown[] = [];
  const cases = createCases({ db, city, onFailure: (failure) => ruleFailures.push(failure) });
  const wake = (id: string) => void caseClient.wakeRunning(id).catch(() => undefined);
  const activities = createActivities({
    advanceCase: createAdvanceCase({ cases, wake }),
    moveOutageCases: createMoveOutageCases({ outages: createOutageWork({ db }), cases, wake }),
  } as ActivityDeps);
  let stopWorker: () => Promise<void> = async () => undefined;
  const log: object[] = [];

  const sql = <Row extends object = object>(text: string, ...bind: unknown[]) =>
    selectRows<Row>(db, { sql: text, bind });
  const complaints = createComplaintReader({ db });
  const statusOf = async (id: string) => (await complaints.byId(id))?.status;

  return {
    address,
    namespace,
    databaseUrl: database.url,
    ...{ db, city, client, cases, caseClient, complaints, ruleFailures, statusOf },
    watch: createWatchReader({ db }),
    late: createLateCases({ db }),
    turns: createExclusiveJobs({ db }),
    findings: createWatchdogFindings<CaseFindings>({ db }),
    wedged: createWedgedCases({ db }),
    /** The log's lines as objects. */
    log,
    logger: pino({ level: 'info' }, { write: (line: string) => void log.push(JSON.parse(line) as object) }),
    sql,
    /** How many complaints have this status. */
    count: async (status: string) => (await sql('SELECT FROM complaints WHERE status = $1', status)).length,

    /** Starts a worker, after stopping the one that ran before. */
    async startWorker(
      bundle: WorkflowBundleOption = { codePath: process.env.TEST_WORKFLOW_BUNDLE ?? '' },
    ): Promise<void> {
      await stopWorker();
      const worker = await createComplaintWorker({
        ...{ connection: native, namespace, activities, cachedCases: 500 },
        workflowBundle: bundle,
      });
      const running = worker.run();
      stopWorker = async () => {
        worker.shutdown();
        await running;
        stopWorker = async () => undefined;
      };
    },
    stopWorker: () => stopWorker(),
    /** Ids of the cases that the engine lists as running. */
    async listed(): Promise<string[]> {
      const ids: string[] = [];
      for await (const { complaintId } of caseClient.listRunning()) ids.push(complaintId);
      return ids;
    },
    /** Removes all complaints and executions. */
    async empty(): Promise<void> {
      const ends: Promise<unknown>[] = [];
      for await (const { complaintId } of caseClient.listRunning())
        ends.push(caseClient.handleOf(complaintId).terminate());
      await Promise.allSettled(ends);
      await sql('TRUNCATE complaints, watchdog_looks CASCADE');
    },

    /** Stores a complaint and marks it as started, without having started anything. */
    async file(rules = policy): Promise<string> {
      const filing = newComplaint({ city, policy: rules, policyVersion: rules.version });
      const { complaint } = await createIntakeStore({ db }).file(filing);
      await createStartQueue({ db }).markStarted(complaint.id);
      return complaint.id;
    },
    async start(id: string): Promise<string> {
      const complaint = await complaints.byId(id);
      if (!complaint) throw new Error('not filed');
      await caseClient.restart(complaint);
      return id;
    },
    /** Records an act behind the execution's back, so that its view is out of date. */
    async actBehindItsBack(complaintId: string, act: Act, actor: Actor = OFFICER): Promise<void> {
      const at = Date.now();
      const message = { ...messageOf({ act, actor, requestId: randomUUID() }), at };
      const { outcomes } = await cases.advance({ complaintId, messages: [message], at });
      if (outcomes[0]?.kind !== 'done') throw new Error(JSON.stringify(outcomes[0]));
    },
    /** Withdraws a complaint through its execution, as its reporter would. */
    withdraw: (complaintId: string) =>
      caseClient.handleOf(complaintId).executeUpdate(actUpdate('withdraw'), {
        args: [{ actor: { kind: 'reporter', complaintId } }],
      }),
    async stop(): Promise<void> {
      await stopWorker();
      await Promise.all([connection.close(), native.close()]);
      await database.drop();
    },
  };
}
