import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isPortFree, LOOPBACK } from './free-port';
import { PartError } from './part-error';
import { startProcess, waitUntilReady, type StartedProcess } from './start-process';

export { findTemporal, findTemporalTestServer, type FindDeps } from './find-temporal';

export interface TemporalInput {
  /** The path that findTemporal returns. */
  binary: string;
  port: number;
  /** Keeps workflows between starts; without it they are kept in memory. */
  dbFile?: string;
  /** Required unless headless. */
  uiPort?: number;
  headless: boolean;
  /** Dynamic configuration beside our own, as `key=value`. */
  configuration?: readonly string[];
  logFile: string;
}

export interface RunningTemporal extends StartedProcess {
  /** host:port of the frontend. */
  address: string;
  /** Whether it answers; a rejection means no. */
  isAlive(): Promise<boolean>;
}

const READY_DEADLINE_MS = 30_000;

/**
 * Starts the real Temporal server in development mode on the loopback address, with the namespace `default` and with time
 * travel for single workflows switched on.
 *
 * @throws PartError when a port is taken or the server does not come up.
 */
export async function startTemporal(input: TemporalInput): Promise<RunningTemporal> {
  await refuseTakenPorts(input);
  if (input.dbFile) await mkdir(dirname(input.dbFile), { recursive: true });
  const server = await startProcess({
    name: 'Temporal',
    command: input.binary,
    args: commandLine(input),
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    logFile: input.logFile,
  });
  const address = `${LOOPBACK}:${input.port}`;
  await waitUntilReady({
    process: server,
    probe: () => servesDefaultNamespace(address),
    deadlineMs: READY_DEADLINE_MS,
  });
  return { ...server, address, isAlive: () => servesDefaultNamespace(address) };
}

async function refuseTakenPorts({ port, uiPort }: TemporalInput): Promise<void> {
  for (const wanted of [port, uiPort]) {
    if (wanted !== undefined && !(await isPortFree(wanted))) {
      throw new PartError(`Temporal cannot start: port ${wanted} is taken.`);
    }
  }
}

function commandLine(input: TemporalInput): string[] {
  const place = ['--ip', LOOPBACK, '--port', String(input.port)];
  const ui = input.headless ? ['--headless'] : ['--ui-ip', LOOPBACK, '--ui-port', String(input.uiPort)];
  const store = input.dbFile ? ['--db-filename', input.dbFile] : [];
  const configuration = ['frontend.WorkflowTimeSkippingEnabled=true', ...(input.configuration ?? [])].flatMap(
    (value) => ['--dynamic-config-value', value],
  );
  return ['server', 'start-dev', ...place, ...ui, ...store, ...configuration, '--log-level', 'warn'];
}

/** The port opens before the namespace exists, so check for the namespace. */
async function servesDefaultNamespace(address: string): Promise<boolean> {
  // Loaded while the server boots: compiling it takes as long as the server takes to come up.
  const { Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace: 'default' });
    return true;
  } finally {
    await connection.close();
  }
}
