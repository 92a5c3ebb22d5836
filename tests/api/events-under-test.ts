import type { AddressInfo } from 'node:net';
import type { ApiDeps } from '../../api/api-deps';
import type { CloudEvent } from '../../api/events/cloud-event';
import { createEventPublisher } from '../../server/event-publisher';
import { createEventHub, type EventHub } from '../../api/live/event-hub';
import { publishEvents } from '../../database/stores/event-positions';
import { startApi } from '../support/api-under-test';
import { watch, type Watching } from '../web/live/watch';

export type EventsUnderTest = Awaited<ReturnType<typeof startEvents>>;

/** Starts the API with a hub that listens to its database. Without the publisher, events wait for `publish`. */
export async function startEvents(deps: Partial<ApiDeps> = {}) {
  let hub: EventHub | undefined = undefined;
  const live = {
    subscribe: (...input: Parameters<EventHub['subscribe']>) => {
      if (!hub) throw new Error('nobody listens yet');
      return hub.subscribe(...input);
    },
  };
  const test = await startApi({ deps: { live, ...deps } });
  const databaseUrl = databaseUrlOf(test.db.sequelize.config.database);
  hub = createEventHub({ ...test.deps, databaseUrl });
  await hub.start();
  const publisher = createEventPublisher({ ...test.deps, live: hub });

  const ask = (bearer: string | undefined, query: Record<string, string> = {}) => {
    const call = test.api.get('/api/v1/events').query(query);
    return bearer === undefined ? call : call.set('Authorization', `Bearer ${bearer}`);
  };

  return {
    ...test,
    hub,
    publisher,
    databaseUrl,
    ask,
    async publish(): Promise<void> {
      while (await publishEvents(test.db, { limit: 5000 }));
    },
    /** Polls until nothing is left. */
    async readAll(bearer: string, query: Record<string, string> = {}): Promise<CloudEvent[]> {
      const items: CloudEvent[] = [];
      for (let cursor: string | undefined; ;) {
        const { body } = await ask(bearer, { ...query, ...(cursor === undefined ? {} : { cursor }) });
        items.push(...(body.items as CloudEvent[]));
        if (body.next === cursor) return items;
        cursor = body.next as string;
      }
    },
    follow(bearer: string, options: { query?: string; lastEventId?: string } = {}): Promise<Watching> {
      const { query = '', lastEventId } = options;
      return watch({
        port: (test.server.address() as AddressInfo).port,
        path: `/api/v1/events${query}`,
        headers: {
          Accept: 'text/event-stream',
          Authorization: `Bearer ${bearer}`,
          ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
        },
      });
    },
    async stop(): Promise<void> {
      await publisher.stop();
      await hub?.stop();
      await test.stop();
    },
  };
}

export interface StreamedEvent {
  id: string;
  type: string;
  data: CloudEvent;
}

/** The complete events in a stream's text, without comments. */
export function eventsIn(text: string): StreamedEvent[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .flatMap((block) => {
      const [, id, type, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (id === undefined || type === undefined || data === undefined) return [];
      return [{ id, type, data: JSON.parse(data) as CloudEvent }];
    });
}

export const idsOf = (events: readonly Pick<CloudEvent, 'id'>[]): string[] => events.map(({ id }) => id);

function databaseUrlOf(database: string): string {
  const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
  url.pathname = `/${database}`;
  return url.href;
}
