import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { readStack, type Stack } from '../../cli/stack/stack-file';
import { openDatabase, type Database } from '../../database/connection';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { complaintWorkflowId } from '../../workflows/messages';
import { actionsOf } from '../support/temporal-actions';

/**
 * Measures the system that `npm start` runs, on loopback: `npx tsx tests/load/measure.ts`. Bounded: 600 requests at 20
 * a second, one burst of 200, and one life of a complaint. Prints figures and judges nothing.
 */
const RATE_PER_SECOND = 20;
const SECONDS = 30;
const BURST = 200;

const COMPLAINT = {
  category: 'jalan',
  description: 'Jalan berlubang besar di depan sekolah.',
  location: { latitude: -1.6399, longitude: 103.6131 },
};

interface Bench {
  stack: Stack;
  db: Database;
  application: string;
  officer: string;
}

interface Filing {
  status: number;
  ms: number;
  body: { id: string; trackingCode: string; reporterToken: string };
}

async function post({ stack }: Bench, path: string, token: string, body: object): Promise<Filing> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const startedAt = performance.now();
  const response = await fetch(`${stack.urls.site}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const filed = (await response.json()) as Filing['body'];
  return { status: response.status, ms: performance.now() - startedAt, body: filed };
}

function file(bench: Bench): Promise<Filing> {
  return post(bench, '/api/v1/complaints', bench.application, COMPLAINT);
}

async function untilAllAssigned({ db }: Bench): Promise<void> {
  while ((await db.models.Complaint.count({ where: { status: 'submitted' } })) > 0) await delay(50);
}

async function measurePace(bench: Bench): Promise<void> {
  const responses = await Promise.all(
    Array.from({ length: RATE_PER_SECOND * SECONDS }, async (_, index) => {
      await delay((index * 1000) / RATE_PER_SECOND);
      return file(bench);
    }),
  );
  const sorted = responses.map(({ ms }) => ms).sort((one, other) => one - other);
  const quantile = (share: number) => (sorted[Math.ceil(sorted.length * share) - 1] ?? NaN).toFixed(0);
  const others = responses.filter(({ status }) => status !== 201).length;
  print(
    `filing at ${RATE_PER_SECOND}/s for ${SECONDS} s: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, not 201: ${others}`,
  );
}

async function measureBurst(bench: Bench): Promise<void> {
  const startedAt = performance.now();
  const responses = await Promise.all(Array.from({ length: BURST }, () => file(bench)));
  const answeredMs = performance.now() - startedAt;
  await untilAllAssigned(bench);
  const assignedMs = performance.now() - startedAt;
  const created = responses.filter(({ status }) => status === 201).length;
  print(
    `burst of ${BURST}: ${created} × 201 after ${answeredMs.toFixed(0)} ms, all assigned after ${assignedMs.toFixed(0)} ms`,
  );
}

async function measureCost(bench: Bench): Promise<void> {
  const { id, trackingCode, reporterToken } = (await file(bench)).body;
  await untilAllAssigned(bench);
  const path = `/api/v1/complaints/${trackingCode}`;
  await post(bench, `${path}/acknowledge`, bench.officer, {});
  await post(bench, `${path}/resolve`, bench.officer, { note: 'Lubang sudah ditambal.' });
  await post(bench, `${path}/confirm`, reporterToken, {});
  const connection = await Connection.connect({ address: bench.stack.environment.TEMPORAL_ADDRESS });
  const handle = new Client({ connection }).workflow.getHandle(complaintWorkflowId(id));
  await handle.result();
  const history = await handle.fetchHistory();
  await connection.close();
  print(`a smooth complaint: ${history.events?.length} events, ${actionsOf(history)} actions`);
}

const AUTHOR = { by: 'measurement' };

async function main(): Promise<void> {
  const stack = await readStack({ dataFolder: process.env.DATA_DIR ?? '.data' });
  if (!stack) throw new Error('nothing runs here: start it with npm start');
  const db = openDatabase({ url: stack.environment.DATABASE_URL ?? '', maxConnections: 2 });
  const keys = createApiKeyStore({ db });
  const application = await keys.create({ role: 'application', agency: null, label: 'measurement' }, AUTHOR);
  const officer = await keys.create({ role: 'officer', agency: 'pupr', label: 'measurement' }, AUTHOR);
  const bench = { stack, db, application: application.key, officer: officer.key };

  await Promise.all(Array.from({ length: 20 }, () => file(bench)));
  await untilAllAssigned(bench);
  const before = residentMb(stack.pids.worker);
  await measurePace(bench);
  await measureBurst(bench);
  const cases = RATE_PER_SECOND * SECONDS + BURST;
  const perCase = (residentMb(stack.pids.worker) - before) / cases;
  print(
    `worker: ${before.toFixed(0)} MB at first, ${perCase.toFixed(2)} MB more for each of ${cases} cached cases`,
  );
  await measureCost(bench);

  await Promise.all([keys.revoke(application.id, AUTHOR), keys.revoke(officer.id, AUTHOR)]);
  await db.close();
}

/** Linux only. */
function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
