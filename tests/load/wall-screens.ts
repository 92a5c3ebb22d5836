import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { readStack } from '../../cli/stack/stack-file';
import { openDatabase } from '../../database/connection';
import { createApiKeyStore } from '../../database/stores/api-key-store';
import { createSessionStore } from '../../database/stores/session-store';
import { createStaffStore } from '../../database/stores/staff-store';
import { openScreen } from './open-screen';

/**
 * Opens five hundred walls of the system that `npm start` runs, on loopback, and files a complaint now and then:
 * `npx tsx tests/load/wall-screens.ts`. Prints how long the screens waited to show it, and judges nothing.
 */
const SCREENS = 500;
const NEWS = 10;
const NEWS_WORD = 'event: item';
/** Every screen has been told everything by then. */
const SETTLED_MS = 3_000;
const PAUSE_MS = 700;
const LOADS = 20;
const BY = { by: 'load' };
const COOKIE = 'sikesal-session';

const COMPLAINT = {
  category: 'jalan',
  description: 'Jalan berlubang besar di depan sekolah.',
  location: { latitude: -1.6399, longitude: 103.6131 },
};

async function main(): Promise<void> {
  const stack = await readStack({ dataFolder: process.env.DATA_DIR ?? '.data' });
  if (!stack) throw new Error('nothing runs here: start it with npm start');
  const db = openDatabase({ url: stack.environment.DATABASE_URL ?? '', maxConnections: 2 });
  const keys = createApiKeyStore({ db });
  const staff = createStaffStore({ db });
  const application = await keys.create({ role: 'application', agency: null, label: 'measurement' }, BY);
  const email = `wall.${Date.now()}@load.example`;
  const person = {
    name: 'Measurement',
    email,
    role: 'command_centre',
    agency: null,
    language: 'id',
  } as const;
  const member = await staff.add(person, BY);
  const session = await createSessionStore({ db }).open({ staffId: member.id, device: null });
  if (!session) throw new Error('nobody could be signed in');
  const screen = { port: Number(new URL(stack.urls.site).port), cookie: `${COOKIE}=${session.token}` };

  await measurePage(screen);
  const screens = await Promise.all(
    Array.from({ length: SCREENS }, () => openScreen({ ...screen, path: '/command-centre/live' })),
  );
  const refused = screens.filter(({ status }) => status !== 200).length;
  const open = screens.filter(({ status }) => status === 200);
  await delay(SETTLED_MS);
  const delays: number[] = [];
  for (let news = 0; news < NEWS; news += 1) {
    const heard = open.map((each) => each.heard(NEWS_WORD));
    await file(stack.urls.site, application.key);
    const filedAt = performance.now();
    delays.push(...(await Promise.all(heard)).map((at) => Math.max(0, at - filedAt)));
    // Its assignment is sent, too, and must not be taken for the next complaint.
    await delay(SETTLED_MS);
  }
  report(`${open.length} screens (${refused} refused), ${NEWS} complaints, wait for each`, delays);

  for (const each of open) each.leave();
  await staff.deactivate(member.id, BY);
  await keys.revoke(application.id, BY);
  await db.close();
}

async function file(site: string, key: string): Promise<void> {
  const response = await fetch(`${site}/api/v1/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(COMPLAINT),
  });
  if (response.status !== 201) throw new Error(`filing was answered ${response.status}`);
}

/** Loads the page again and again, one load at a time. */
async function measurePage({ port, cookie }: { port: number; cookie: string }): Promise<void> {
  const times: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    const startedAt = performance.now();
    await new Promise<void>((resolve, reject) => {
      const path = '/command-centre';
      get({ port, path, headers: { cookie }, host: '127.0.0.1' }, (response) =>
        response.resume().on('end', resolve),
      ).on('error', reject);
    });
    times.push(performance.now() - startedAt);
    await delay(PAUSE_MS);
  }
  report(`the page, ${LOADS} loads`, times);
}

function report(what: string, times: number[]): void {
  const sorted = times.sort((one, other) => one - other);
  const quantile = (share: number) => (sorted[Math.ceil(sorted.length * share) - 1] ?? NaN).toFixed(0);
  process.stdout.write(
    `${what}: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, most ${quantile(1)} ms\n`,
  );
}

void main();
