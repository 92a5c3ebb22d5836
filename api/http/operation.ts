import { z } from 'zod';
import type { Actor } from '../../domain/actor';
import type { SentPicture } from '../../photos/sent-picture';
import type { KeyScope } from '../../domain/key-scopes';
import { actorOf, credentialId, type Credential } from '../authentication/credential';
import type { LimitName } from '../limits/limit-names';
import { widestNetworkOf } from '../limits/network-of';
import type { LiveRequest } from '../live/live-request';
import type { ProblemCode } from './problem-catalogue';
import type { RawBody } from './read-body';
import type { Reply } from './reply';
import { validateBody, validateQuery } from './validate';
import type { ResponseHeader, Audience, PublishedExample } from './published-example';

/** A request as it comes in: who sent it is known, its body is not read yet. */
export interface IncomingRequest {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  credential: Credential;
  idempotencyKey: string | null;
  /** Of whoever sends it; left out where no photo can come along. */
  address?: string;
  /** What tells a client without a credential from all others; left out where a page runs the operation. */
  idempotencySecret?: string | null;
  /** How its answer may stay open; left out where a page runs the operation. */
  live?: LiveRequest;
  readBody(accepts: { photos: boolean }): Promise<RawBody>;
}

export interface Call<Query> {
  params: Readonly<Record<string, string>>;
  query: Query;
  actor: Actor;
  credential: Credential;
  credentialId: string;
  idempotencyKey: string | null;
  /** Whose photos share a queue with these. */
  network: string;
  idempotencySecret: string | null;
  live?: LiveRequest;
}

export interface CallWithBody<Query, Body> extends Call<Query> {
  body: Body;
  files: SentPicture[];
}

interface ResponseDescription {
  description: string;
  schema?: z.ZodType;
  /** JSON unless said otherwise. */
  type?: string;
}

/** What is published about an operation; the OpenAPI document is made from these and nothing else. */
export interface OperationDescription {
  id: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** As OpenAPI writes it: `/complaints/{code}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Whom it is for; what credentials it is published with follows from it. */
  audience: Audience;
  /** Left out where its path says all. */
  example?: PublishedExample;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Whether photos may come along, as multipart. */
  photos?: boolean;
  /** What it answers when all is well. */
  responses: Record<number, ResponseDescription>;
  /** That its answer may be had as a stream of server-sent events, and what is in each. */
  stream?: { description: string };
  /** What its answer has beside the headers that all have; with an ETag it may be asked whether it has changed. */
  headers?: readonly ResponseHeader[];
  problems?: ProblemCode[];
  /** Whose requests count against which limit. */
  limit?: LimitName;
  /** What the key of an application has to be allowed to do; nobody else needs it. */
  scope?: KeyScope;
  /** Whether it takes an Idempotency-Key. */
  idempotent?: boolean;
}

export interface Operation extends OperationDescription {
  run(request: IncomingRequest): Promise<Reply>;
}

type QueryOf<D extends OperationDescription> = D['query'] extends z.ZodObject
  ? z.output<D['query']>
  : Record<string, never>;
type BodyOf<D extends OperationDescription> = D['body'] extends z.ZodType ? z.output<D['body']> : undefined;

interface Handling<D extends OperationDescription, Context> {
  /** What has to be true before the body is looked at: that the thing is there and is the caller's to touch. */
  permit?(call: Call<QueryOf<D>>): Promise<Context>;
  handle(call: CallWithBody<QueryOf<D>, BodyOf<D>>, context: Context): Promise<Reply>;
}

const NO_QUERY = z.strictObject({});

/** An operation from its description: the same schemas check what comes in and describe it to the world. */
export function defineOperation<const D extends OperationDescription, Context = void>(
  description: D,
  { permit, handle }: Handling<D, Context>,
): Operation {
  return {
    ...description,
    async run(request) {
      const call: Call<QueryOf<D>> = {
        params: request.params,
        query: validateQuery(description.query ?? NO_QUERY, request.query) as QueryOf<D>,
        actor: actorOf(request.credential),
        credential: request.credential,
        credentialId: credentialId(request.credential),
        idempotencyKey: request.idempotencyKey,
        network: widestNetworkOf(request.address),
        idempotencySecret: request.idempotencySecret ?? null,
        live: request.live,
      };
      const context = (await permit?.(call)) as Context;
      const read = description.body
        ? await request.readBody({ photos: description.photos ?? false })
        : { json: undefined, files: [] };
      const body = (description.body && validateBody(description.body, read.json)) as BodyOf<D>;
      return handle({ ...call, body, files: read.files }, context);
    },
  };
}
