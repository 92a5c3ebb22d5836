import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { readStack } from '../../cli/stack/stack-file';
import { openDatabase } from '../../database/connection';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { complaintWorkflowId } from '../../workflows/messages';
import { actionsOf } from '../support/temporal-actions';

/**
 * Measures the running system (`npm start`, on loopback): `npx tsx tests/load/measure.ts`. Bounded: 600 requests at 20
 * a second, one burst of 200, and two lives of a complaint. Prints figures and judges nothing.
 */
const RATE_PER_SECOND = 20;
const SECONDS = 30;
const BURST = 200;

const COMPLAINT = {
  category: 'jalan',
  description: 'Jalan berlubang besar di depan sekolah.',
  location: { latitude: -1.6399, longitude: 103.6131 },
};

async function main(): Promise<void> {
  const stack = await readStack({ dataFolder: process.env.DATA_DIR ?? '.data' });
  if (!stack) throw new Error('nothing runs here: start it with npm start');
  const { PUBLIC_URL: url = '', DATABASE_URL = '', TEMPORAL_ADDRESS } = stack.environment;
  const db = openDatabase({ url: DATABASE_URL, maxConnections: 2 });
  const keys = createApiKeyStore({ db });
  const application = await keys.create({ role: 'application', agency: null, label: 'load' });
  const officer = await keys.create({ role: 'officer', agency: 'pupr', label: 'load' });
  const connection = await Connection.connect({ address: TEMPORAL_ADDRESS });
  const temporal = new Client({ connection });

  async function post(path: string, body: unknown, token?: string) {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const startedAt = performance.now();
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const answer = (await response.json()) as { id: string; trackingCode: string; reporterToken: string };
    return { status: response.status, ms: performance.now() - startedAt, answer };
  }
  const file = () => post('/api/v1/complaints', COMPLAINT, application.key);
  const untilAssigned = async () => {
    const startedAt = performance.now();
    for (;;) {
      const waiting = await db.models.Complaint.count({ where: { status: 'submitted' } });
      if (waiting === 0) return performance.now() - startedAt;
      await delay(50);
    }
  };

  await Promise.all(Array.from({ length: 20 }, file));
  await untilAssigned();

  const paced = await Promise.all(
    Array.from({ length: RATE_PER_SECOND * SECONDS }, async (_, index) => {
      await delay((index * 1000) / RATE_PER_SECOND);
      return file();
    }),
  );
  const latencies = paced.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(0);
  print(`filing at ${RATE_PER_SECOND}/s for ${SECONDS} s: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(0.9999)} ms, answered otherwise than 201: ${paced.filter(({ status }) => status !== 201).length}`);

  const burstAt = performance.now();
  const burst = await Promise.all(Array.from({ length: BURST }, file));
  const answeredMs = performance.now() - burstAt;
  const assignedMs = answeredMs + (await untilAssigned());
  print(`burst of ${BURST}: all answered after ${answeredMs.toFixed(0)} ms (${burst.filter(({ status }) => status === 201).length} × 201), all workflows under way after ${assignedMs.toFixed(0)} ms`);

  const workerMb = residentMb(stack.pids.worker);
  print(`worker: ${workerMb} MB resident with ${paced.length + burst.length + 20} cases`);

  const smooth = (await file()).answer;
  await untilAssigned();
  const act = (name: string, token: string, body: object = {}) =>
    post(`/api/v1/complaints/${smooth.trackingCode}/${name}`, body, token);
  await act('acknowledge', officer.key);
  await act('resolve', officer.key, { note: 'Lubang sudah ditambal.' });
  await act('confirm', smooth.reporterToken);
  const handle = temporal.workflow.getHandle(complaintWorkflowId(smooth.id));
  await handle.result();
  const history = await handle.fetchHistory();
  print(`a smooth complaint: ${history.events?.length} events, ${actionsOf(history)} actions`);

  await Promise.all([keys.revoke(application.id), keys.revoke(officer.id)]);
  await connection.close();
  await db.close();
}

function residentMb(pid: number | undefined): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024).toFixed(0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
