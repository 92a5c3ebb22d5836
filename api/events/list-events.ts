import type { Logger } from 'pino';
import type { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { FeedFilter, FeedReader } from '../../database/readers/feed-reader';
import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';
import type { Actor } from '../../domain/actor';
import { defineOperation } from '../http/operation';
import { invalid } from '../http/problem';
import { json } from '../http/reply';
import type { EventHub } from '../live/event-hub';
import type { LiveRequest } from '../live/live-request';
import { createConnectionSlots } from '../live/connection-slots';
import { toCloudEvent } from './cloud-event';
import { eventListSchema, eventsQuery } from './event-schemas';
import type { FeedCursors } from './feed-cursor';
import { feedScopeOf } from './feed-scope';
import { FEED_STREAM_SETTINGS, type FeedStreamSettings } from './feed-stream-settings';
import { followFeed } from './follow-feed';
import { positionOf, readFeed, type PositionDeps } from './read-feed';

export interface ListEventsDeps {
  city: CityPack;
  publicUrl: string;
  feed: Pick<FeedReader, 'last' | 'after' | 'latest'>;
  feedCursors: FeedCursors;
  live: Pick<EventHub, 'subscribe'>;
  logger: Pick<Logger, 'warn'>;
  /** The defaults when left out. */
  feedStreams?: FeedStreamSettings;
}

type Query = z.output<ReturnType<typeof eventsQuery>>;

const DESCRIPTION = `What happens to complaints, in one order for all of them. Ask with the \`next\` of the answer before:
nothing is missed and nothing sent twice. With \`Accept: text/event-stream\` the same address keeps sending; \`id\` of each
event is a cursor, and \`Last-Event-ID\` says where to go on. Staff follow the complaints of their agencies, applications
what is public and what they filed themselves.`;

export function listEvents(deps: ListEventsDeps) {
  const streams = deps.feedStreams ?? FEED_STREAM_SETTINGS;
  const following = { ...deps, streams, slots: createConnectionSlots(streams) };
  return defineOperation(
    {
      id: 'listEvents',
      audience: 'applications',
      example: { query: { type: 'received,resolved', limit: '50' } },
      headers: ['Link'],
      method: 'get',
      path: '/events',
      tag: 'Events',
      summary: 'The city’s events, the oldest first',
      description: DESCRIPTION,
      query: eventsQuery(deps.city),
      responses: {
        200: {
          description: 'Some events, or none; `Link` and `next` say where it goes on.',
          schema: eventListSchema,
        },
      },
      stream: { description: 'One CityEvent in the `data` of each event, its type in `event`.' },
      scope: 'events:read',
    },
    {
      async handle({ query, actor, credential, live }) {
        const filter = filterOf(query, actor);
        if (live?.wantsStream) {
          const position = await positionToResume(deps, { cursor: query.cursor, filter }, live);
          return { status: 200, live: followFeed(following, { live, credential, position, filter }) };
        }
        const position = await positionOf(deps, { cursor: query.cursor, filter });
        const slice = await readFeed(deps.feed, { position, limit: query.limit, filter });
        const next = deps.feedCursors.encode(slice.position);
        const items = slice.events.map((event) => toCloudEvent(event, deps));
        return json(200, { items, next }, { Link: `<${nextUrl(deps.publicUrl, query, next)}>; rel="next"` });
      },
    },
  );
}

function filterOf({ type, agency, category, district }: Query, actor: Actor): FeedFilter {
  return {
    scope: feedScopeOf(actor),
    ...(type ? { types: type } : {}),
    ...(agency ? { agency } : {}),
    ...(category ? { category } : {}),
    ...(district ? { district } : {}),
  };
}

/**
 * For a client that reconnects, the last event it received counts before the cursor in its URL, which never
 * changes.
 */
async function positionToResume(
  deps: PositionDeps,
  asked: { cursor: string | undefined; filter: FeedFilter },
  { lastEventId }: LiveRequest,
): Promise<number> {
  if (lastEventId === null) return positionOf(deps, asked);
  try {
    return await positionOf(deps, { ...asked, cursor: lastEventId });
  } catch (error) {
    if (!(error instanceof InvalidCursorError)) throw error;
    const detail = 'Last-Event-ID is not one that this feed has given.';
    throw invalid([{ header: 'Last-Event-ID', rule: 'format', detail }]);
  }
}

function nextUrl(publicUrl: string, query: Query, cursor: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, cursor })) search.set(name, String(value));
  return `${publicUrl}/api/v1/events?${search}`;
}
