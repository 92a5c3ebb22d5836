import { resolve } from 'node:path';
import { Router } from 'express';
import { Client } from 'pg';
import { createEventHub } from '../../api/live/event-hub';
import type { CaseEngine } from '../../api/acts/execute-act';
import { createDeskReader } from '../../database/readers/desk-reader';
import { createFeedReader } from '../../database/readers/feed-reader';
import { createOutageReader } from '../../database/readers/outage-reader';
import { createOwnLinksReader } from '../../database/readers/own-links-reader';
import { createNotificationLogReader } from '../../database/readers/notification-log-reader';
import { createWallReader } from '../../database/readers/wall-reader';
import { createCaseReader } from '../../database/cases/case-reader';
import { createDraftStore } from '../../database/stores/draft-store';
import { createFilingTurns } from '../../database/stores/filing-turns';
import { createOccasionalMails } from '../../database/stores/occasional-mails';
import { createReporterStore } from '../../database/stores/reporter-store';
import { createSignInStore } from '../../database/stores/sign-in-store';
import type { LinkClaims, LinkPurpose } from '../../links/link-signer';
import { createPages } from '../../web/create-pages';
import type { PagesDeps } from '../../web/pages-deps';
import { startApi, type ApiUnderTest, type Filed } from '../support/api-under-test';

export type PagesUnderTest = Awaited<ReturnType<typeof startPages>>;

type Options = NonNullable<Parameters<typeof startApi>[0]> & { pages?: Partial<PagesDeps> };

const ROOT = resolve(__dirname, '../..');

/** The pages in the real app, on a real PostgreSQL. */
export async function startPages(options: Options = {}) {
  const mount = Router();
  const test = await startApi({ ...options, deps: { ...options.deps, mount: [mount] } });
  const { db } = test;
  const live = createEventHub({ ...test.deps, databaseUrl: databaseUrlOf(test) });
  await live.start();
  const engine = switchable(test.deps.engine);
  const pagesDeps: PagesDeps = {
    ...test.deps,
    engine,
    caseReader: createCaseReader({ db }),
    reporters: createReporterStore({ db }),
    desk: createDeskReader({ db }),
    notificationLog: createNotificationLogReader({ db }),
    outages: createOutageReader({ db }),
    wall: createWallReader({ db }),
    feed: createFeedReader({ db }),
    workflowUrl: (complaintId) => `http://engine.example/workflows/complaint%2F${complaintId}`,
    drafts: createDraftStore({ db }),
    turns: createFilingTurns({ db }),
    signIns: createSignInStore({ db }),
    occasionalMails: createOccasionalMails({ db }),
    ownLinks: createOwnLinksReader({ db }),
    live,
    templatesFolder: resolve(ROOT, 'templates'),
    assetsFolder: resolve(ROOT, 'web/public'),
    ...options.pages,
  };
  mount.use(createPages(pagesDeps));

  const sign = (claims: LinkClaims) => test.deps.links.sign(claims);
  return {
    ...test,
    engine,
    pagesDeps,
    live,
    sign,
    async stop(): Promise<void> {
      await live.stop();
      await test.stop();
    },
    /** Address of a page of the reporter's. */
    mine: ({ trackingCode, id }: Filed, path = 'my', purpose: LinkPurpose = 'reporter') =>
      `/${path}/${trackingCode}?t=${sign({ complaintId: id, recipient: `reporter:${id}`, purpose, generation: 1 })}`,
    /** Address of the staff page, as it was mailed with the first assignment. */
    staff: ({ trackingCode, id }: Filed, recipient = 'agency:pupr', generation = 1) =>
      `/act/${trackingCode}?t=${sign({ complaintId: id, recipient, purpose: 'act', generation })}`,
    page: (address: string, language?: string) => {
      const call = test.api.get(address);
      return language ? call.set('Cookie', `lang=${language}`) : call;
    },
    post: (address: string, fields: Record<string, string> = {}) =>
      test.api.post(address).type('form').send(fields),
    types: async ({ trackingCode }: Filed): Promise<string[]> => {
      const { body } = await test.get(trackingCode, await test.key('command_centre'));
      return body.timeline.map(({ type }: { type: string }) => type);
    },
    everything: () => everything(test),
    /** Makes the database unreachable for everybody. */
    async cutOffDatabase(): Promise<void> {
      const { database } = db.sequelize.config;
      const client = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
      await client.connect();
      await client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        database,
      ]);
      await client.end();
    },
  };
}

function databaseUrlOf({ db }: ApiUnderTest): string {
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  url.pathname = `/${db.sequelize.config.database}`;
  return url.href;
}

function switchable(engine: CaseEngine): CaseEngine & { state: { isDown: boolean } } {
  const state = { isDown: false };
  return {
    ...engine,
    state,
    act: async (request) => (state.isDown ? { kind: 'unavailable' } : engine.act(request)),
  };
}

/** Every row of the database but the counters of requests. */
async function everything({ db }: ApiUnderTest): Promise<string> {
  const [tables] = await db.sequelize.query(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'rate_limits' ORDER BY 1",
  );
  const dumps = (tables as { tablename: string }[]).map(async ({ tablename }) => {
    const [rows] = await db.sequelize.query(
      `SELECT jsonb_agg(kept ORDER BY kept::text) AS rows FROM ${tablename} t,
        LATERAL (SELECT to_jsonb(t) - 'last_used_at' - 'last_seen_at' AS kept) AS row`,
    );
    return [tablename, rows];
  });
  return JSON.stringify(await Promise.all(dumps));
}

/** Key of a form as the page gave it. */
export function keyIn(html: string): string {
  const key = /name="key" value="([\w-]+)"/.exec(html)?.[1];
  if (!key) throw new Error('the page has no form');
  return key;
}

/** Acts that a page offers, by the ids of their forms. */
export function formsIn(html: string): string[] {
  return [...html.matchAll(/<form id="(\w+)"/g)].map(([, id = '']) => id);
}
