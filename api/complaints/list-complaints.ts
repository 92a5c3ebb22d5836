import type { z } from 'zod';
import type { CityPack } from '../../city/city-pack';
import type { ComplaintReader, ListFilter } from '../../database/readers/complaint-reader';
import type { Actor } from '../../domain/actor';
import { listedAgencies } from '../../domain/permissions';
import { defineOperation } from '../http/operation';
import { json } from '../http/reply';
import { listQuery, listSchema } from './list-schemas';
import { viewSummary } from './view-complaint';

export interface ListComplaintsDeps {
  city: CityPack;
  publicUrl: string;
  complaints: Pick<ComplaintReader, 'list'>;
}

type Query = z.output<ReturnType<typeof listQuery>>;

export function listComplaints(deps: ListComplaintsDeps) {
  return defineOperation(
    {
      id: 'listComplaints',
      audience: 'everybody',
      example: { query: { status: 'assigned,in_progress', limit: '10' } },
      headers: ['Link'],
      method: 'get',
      path: '/complaints',
      tag: 'Complaints',
      summary: 'Complaints, newest first',
      description:
        'Staff see those of their agencies with all fields, everybody else the public part of those that are not ' +
        'confidential, an application also what it filed. A confidential one is found by its code alone.',
      query: listQuery(deps.city),
      responses: {
        200: { description: 'One page; `Link` and `next` say where it goes on.', schema: listSchema },
      },
    },
    {
      async handle({ query, actor }) {
        const { limit, cursor } = query;
        const page = await deps.complaints.list(listFilterOf(query, actor), {
          limit,
          ...(cursor ? { cursor } : {}),
        });
        const items = page.items.map((complaint) => viewSummary(deps, { complaint, actor }));
        const next = page.next === null ? null : nextUrl(deps.publicUrl, query, page.next);
        return json(200, { items, next }, next === null ? {} : { Link: `<${next}>; rel="next"` });
      },
    },
  );
}

/** The filter for what the requester may see: no query widens it. */
export function listFilterOf(
  { limit: _limit, cursor: _cursor, overdue, level, channel, reference, ...filter }: Partial<Query>,
  actor: Actor,
): ListFilter {
  return {
    ...filter,
    ...(overdue === undefined ? {} : { overdue: overdue === 'true' }),
    ...(level === undefined ? {} : { level: level.map(Number) }),
    ...originFilter({ channel, reference }, actor),
    visibleTo: visibleTo(actor),
  };
}

function visibleTo(actor: Actor): ListFilter['visibleTo'] {
  if (actor.kind === 'application') return { application: actor.ref };
  const agencies = listedAgencies(actor);
  return agencies.length === 0 ? 'public' : { agencies };
}

/** Only staff and the application that filed a complaint know where it came from. */
function originFilter({ channel, reference }: Pick<Query, 'channel' | 'reference'>, actor: Actor) {
  if (channel === undefined && reference === undefined) return {};
  const isStaff = listedAgencies(actor).length > 0;
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(reference === undefined ? {} : { externalReference: reference }),
    ...(isStaff ? {} : { filedBy: actor.kind === 'application' ? actor.ref : null }),
  };
}

function nextUrl(publicUrl: string, { since, ...query }: Query, cursor: string): string {
  const parameters = {
    ...query,
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    cursor,
  };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return `${publicUrl}/api/v1/complaints?${search}`;
}
