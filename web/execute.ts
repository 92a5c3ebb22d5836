import type { z } from 'zod';
import type { Credential } from '../api/authentication/credential';
import type { IncomingRequest, ParamsOf } from '../api/http/operation';
import type { Reply } from '../api/http/reply';
import type { SentPicture } from '../photos/sent-picture';

/** What is needed of an operation to execute it from a page. */
export interface Executable<Path extends string, Schema, R extends Reply> {
  path: Path;
  body?: Schema;
  run(request: IncomingRequest): Promise<R>;
}

type Execution<Path extends string, Schema> = WithBody<Schema> & {
  params: ParamsOf<Path>;
  credential: Credential;
  /** Null or left out where a form may be sent twice. */
  idempotencyKey?: string | null;
  /** Read when the operation knows that the sender may execute it. */
  files?(): Promise<SentPicture[]>;
  /** The sender's address; left out if the operation takes no photos. */
  address?: string;
};

type WithBody<Schema> = Schema extends z.ZodType ? { body: BodyOf<Schema> } : { body?: undefined };

/** The fields of a body, with whatever people typed: the operation's own schema validates them. */
type BodyOf<Schema extends z.ZodType> =
  unknown extends z.input<Schema>
    ? Readonly<Record<string, unknown>>
    : { readonly [Field in keyof z.input<Schema>]: unknown };

export type Execute = typeof execute;

/**
 * Pages cannot do anything by themselves: a form runs the API's operation as the same request would, with its checks
 * and its audit.
 * @throws Problem and whatever the operation throws
 * @returns the body of its reply
 */
export async function execute<Path extends string, R extends Reply, Schema = undefined>(
  operation: Executable<Path, Schema, R>,
  { params, body, credential, idempotencyKey = null, files, address }: Execution<Path, Schema>,
): Promise<R['body']> {
  const reply = await operation.run({
    ...{ params, query: {}, credential, idempotencyKey, address },
    readBody: async () => ({ json: body, files: (await files?.()) ?? [] }),
  });
  return reply.body;
}
