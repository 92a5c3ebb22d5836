import type { Credential } from '../../api/authentication/credential';
import type { Operation } from '../../api/http/operation';

export interface OperationRun {
  params: Readonly<Record<string, string>>;
  credential: Credential;
  /** Null where a form may be sent twice. */
  idempotencyKey?: string | null;
  body?: object;
}

/** @throws Problem and whatever the API's operation throws. @returns the response's body */
export type RunOperation = (id: string, run: OperationRun) => Promise<unknown>;

/** Executes a form as the API would execute the same request: with the operation's own checks and audit. */
export function createRunOperation(all: readonly Operation[]): RunOperation {
  const operations = new Map(all.map((operation) => [operation.id, operation]));
  return async (id, { params, credential, idempotencyKey = null, body = {} }) => {
    const operation = operations.get(id);
    if (!operation) throw new RangeError(`the API has no operation "${id}"`);
    const reply = await operation.run({
      ...{ params, query: {}, credential, idempotencyKey },
      readBody: async () => ({ json: body, files: [] }),
    });
    return reply.body;
  };
}
