import { readStack, type Stack } from '../../cli/stack/stack-file';
import { openDatabase } from '../../database/connection';
import { createSessionStore } from '../../database/stores/session-store';
import { createStaffStore } from '../../database/stores/staff-store';
import { signedIn } from '../support/signed-in';

/**
 * Measures pages and lists of the system that `npm start` runs, on loopback, one request at a time; seed it first:
 * `npm run sikesal -- seed --complaints 200000 --days 1095`, then `npx tsx tests/load/measure-pages.ts`. Prints figures
 * and judges nothing.
 */
const TIMES = 20;

const PUBLIC = [
  '/',
  '/complaints',
  '/complaints?q=musala',
  '/complaints.geojson',
  '/api/v1/complaints',
  '/api/v1/complaints?q=musala',
  '/api/v1/complaints?bbox=103.58,-1.65,103.64,-1.59',
  '/api/v1/statistics?by=agency',
] as const;
const STAFF = [
  '/command-centre',
  '/desk',
  '/desk?status=closed&q=musala',
  '/desk/escalated',
  '/statistics',
  '/forecast',
  '/api/v1/forecast',
] as const;

async function timesOf(url: string, headers: Record<string, string>): Promise<number[]> {
  const times: number[] = [];
  // The first one warms up: templates, plans, the database's memory.
  for (let turn = 0; turn <= TIMES; turn += 1) {
    const startedAt = performance.now();
    const response = await fetch(url, { headers });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    if (turn > 0) times.push(performance.now() - startedAt);
  }
  return times.sort((one, other) => one - other);
}

async function measure(stack: Stack): Promise<void> {
  const db = openDatabase({ url: stack.environment.DATABASE_URL ?? '', maxConnections: 1 });
  const site = stack.urls.site;
  try {
    const [{ count }] = (await db.models.Complaint.count({ group: ['policyVersion'] })) as [
      { count: number },
    ];
    print(`${count} complaints; each ${TIMES} times, one after the other`);
    const { cookie } = await signedIn(
      {
        staff: createStaffStore({ db }),
        sessions: createSessionStore({ db }),
        settings: { publicUrl: stack.environment.PUBLIC_URL ?? '' } as never,
      },
      { role: 'command_centre', agency: null, name: 'Pengukur' },
    );
    for (const path of PUBLIC) report(path, await timesOf(`${site}${path}`, {}));
    for (const path of STAFF) report(path, await timesOf(`${site}${path}`, { cookie }));
  } finally {
    await db.close();
  }
}

function report(path: string, times: number[]): void {
  const quantile = (share: number) => (times[Math.ceil(times.length * share) - 1] ?? NaN).toFixed(0);
  print(`${path.padEnd(52)} median ${quantile(0.5)} ms, slowest ${quantile(1)} ms`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const stack = await readStack({ dataFolder: process.env.DATA_DIR ?? '.data' });
  if (!stack) throw new Error('nothing runs here: npm start first');
  await measure(stack);
}

void main();
