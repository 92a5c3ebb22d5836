import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { createApp } from '../../../api/app';
import { createEventPublisher } from '../../../server/event-publisher';
import { createEventHub } from '../../../api/live/event-hub';
import type { WallSettings } from '../../../web/command-centre/wall-settings';
import type { BoardSettings } from '../../../web/command-centre/wall-board';
import { createPages } from '../../../web/create-pages';
import type { PagesDeps } from '../../../web/pages-deps';
import type { Filed } from '../../support/api-under-test';
import { startDesk, type Person } from '../desk/desk-under-test';
import { watch, type Watching } from '../live/watch';

export type WallUnderTest = Awaited<ReturnType<typeof startWall>>;

interface WatchOptions {
  /** Port of the process. */
  at?: number;
  person?: Pick<Person, 'cookie'>;
  headers?: Record<string, string>;
}

/** Reads are this far apart; a tick never comes unless a test asks for it. */
export const PACE: BoardSettings = { everyMs: 20, tickMs: 600_000, eventsKept: 200 };

/** The command centre's wall on a real PostgreSQL, and somebody who watches it. */
export async function startWall(settings: Partial<WallSettings> = {}) {
  const desk = await startDesk({ pages: { wallSettings: { pace: PACE, ...settings } } });
  const publisher = createEventPublisher({ db: desk.db, live: desk.live, logger: desk.deps.logger });
  publisher.start();
  const centre = await desk.signIn({ role: 'command_centre', agency: null });
  const { port } = desk.server.address() as AddressInfo;
  const keys = new Map<string, string>();
  const others: (() => Promise<void>)[] = [];

  async function keyOf(agency: string): Promise<string> {
    const key = keys.get(agency) ?? (await desk.key('officer', agency));
    keys.set(agency, key);
    return key;
  }

  return {
    ...desk,
    centre,
    port,
    keyOf,
    see: (address = '/command-centre', person: Pick<Person, 'cookie'> = centre) => desk.see(address, person),
    /** Opens the stream as a browser does; `since` as the page or the last event gave it. */
    watch: (query = '', { at = port, person = centre, headers }: WatchOptions = {}): Promise<Watching> =>
      watch({ port: at, path: `/command-centre/live${query}`, cookie: person.cookie, headers }),
    /** Moves the case's clock on, and settles what is due by then. */
    async hoursPassFor(filed: Filed, hours: number): Promise<void> {
      desk.hoursPass(hours);
      await desk.settle(filed.id);
      desk.hoursPass(-hours);
      await desk.moveClock(filed, hours);
    },
    /** Another API process on the same database. @returns its port */
    async startAnother(): Promise<number> {
      const live = createEventHub({ ...desk.deps, databaseUrl: databaseUrlOf(desk.db) });
      await live.start();
      const mount = Router().use(createPages({ ...desk.pagesDeps, live }));
      const server = createServer(createApp({ ...desk.deps, mount: [mount] }));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      others.push(async () => {
        await live.stop();
        await new Promise((resolve) => server.close(resolve));
      });
      return (server.address() as AddressInfo).port;
    },
    async stop(): Promise<void> {
      for (const stopOther of others) await stopOther();
      await publisher.stop();
      await desk.stop();
    },
  };
}

function databaseUrlOf({ sequelize }: PagesDeps['db']): string {
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  url.pathname = `/${sequelize.config.database}`;
  return url.href;
}

/** Parses server-sent events as a browser does. */
export function eventsIn(text: string): { id: string; type: string; data: Record<string, unknown> }[] {
  return text
    .split('\n\n')
    .map(
      (block) =>
        new Map(block.split('\n').map((line) => [line.split(': ')[0] ?? '', line.replace(/^\w*: /, '')])),
    )
    .filter((lines) => lines.has('data'))
    .map((lines) => ({
      id: lines.get('id') ?? '',
      type: lines.get('event') ?? 'message',
      data: JSON.parse(lines.get('data') ?? '') as Record<string, unknown>,
    }));
}

/** The latest of each part that was pushed, by name. */
export function partsIn(text: string): Record<string, string> {
  const pushes = eventsIn(text).filter(({ type }) => type === 'parts');
  return Object.assign({}, ...pushes.map(({ data }) => data.parts)) as Record<string, string>;
}

/** The stream's items in the order in which they came. */
export function itemsIn(text: string): { position: number; html: string }[] {
  return eventsIn(text)
    .filter(({ type }) => type === 'item')
    .map(({ id, data }) => ({ position: Number(id), html: String(data.html) }));
}

/** The figures at the top of the wall, by key. */
export function totalsIn(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/data-key="([\w-]+)" data-value="([^"]*)"><b>/g)].map(([, key = '', value = '']) => [
      key,
      value,
    ]),
  );
}
