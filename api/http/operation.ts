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

/** A request as it comes in: its sender is known, its body is not read yet. */
export interface IncomingRequest {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  credential: Credential;
  idempotencyKey: string | null;
  /** The sender's address; left out if the operation takes no photos. */
  address?: string;
  /** Distinguishes a client without a credential from all others; left out when a page runs the operation. */
  idempotencySecret?: string | null;
  /** What the response needs in order to stay open; left out when a page runs the operation. */
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
  /** Photos from the same network share a queue. */
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
  /** JSON when left out. */
  type?: string;
}

/** What is published about an operation; the OpenAPI document is made from this alone. */
export interface OperationDescription {
  id: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** In OpenAPI's syntax: `/complaints/{code}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** Who may use it; the credentials published for it follow from this. */
  audience: Audience;
  /** Left out if the path alone makes a complete request. */
  example?: PublishedExample;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Whether photos may come along, as multipart. */
  photos?: boolean;
  /** Responses on success. */
  responses: Record<number, ResponseDescription>;
  /** Set if the response is also available as server-sent events; describes what each contains. */
  stream?: { description: string };
  /** Response headers besides those that all have; with ETag, requests may be conditional. */
  headers?: readonly ResponseHeader[];
  problems?: ProblemCode[];
  /** The limit that its requests count against. */
  limit?: LimitName;
  /** The scope that an application's key needs; nobody else needs one. */
  scope?: KeyScope;
  /** Whether it takes an Idempotency-Key. */
  idempotent?: boolean;
}

/** Any operation, as it is routed and published. */
export interface Operation extends OperationDescription {
  run(request: IncomingRequest): Promise<Reply>;
}

/** One operation with its types: its path names the parameters, its schema the body, and `R` is the reply. */
export type DefinedOperation<D extends OperationDescription, R extends Reply> = D & {
  run(request: IncomingRequest): Promise<R>;
};

/** The parameters in a path: `{ id: string }` in `/staff/{id}`. */
export type ParamsOf<Path extends string> = { readonly [Name in NameIn<Path>]: string };
type NameIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NameIn<Rest>
  : never;

type QueryOf<D extends OperationDescription> = D['query'] extends z.ZodObject
  ? z.output<D['query']>
  : Record<string, never>;
type BodyOf<D extends OperationDescription> = D['body'] extends z.ZodType ? z.output<D['body']> : undefined;

interface Handling<D extends OperationDescription, Context, R extends Reply> {
  /** Checks done before the body is read: that the thing exists and the caller may use it. */
  permit?(call: Call<QueryOf<D>>): Promise<Context>;
  handle(call: CallWithBody<QueryOf<D>, BodyOf<D>>, context: Context): Promise<R>;
}

const NO_QUERY = z.strictObject({});

/** Defines an operation from its description: the same schemas validate requests and document them. */
export function defineOperation<const D extends OperationDescription, R extends Reply, Context = void>(
  description: D,
  { permit, handle }: Handling<D, Context, R>,
): DefinedOperation<D, R> {
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
