import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Authenticate } from '../authentication/authenticate';
import type { Credential } from '../authentication/credential';
import type { Limits } from '../limits/limits';
import { EVENT_STREAM, liveRequest } from '../live/live-request';
import { requireScope } from '../authentication/require-scope';
import { countLimit, type CountLimitDeps } from './count-limit';
import { NOT_TO_BE_REPEATED, readIdempotency, type Idempotency } from './idempotency-key';
import type { IncomingRequest, Operation } from './operation';
import { Problem } from './problem';
import { PROOF_HEADER } from './proof-header';
import { readBody } from './read-body';
import { readQuery } from './read-query';
import { sendReply } from './send-reply';
import { withUploads } from './upload-storage';

export interface MountDeps extends CountLimitDeps {
  authenticate: Authenticate;
  limits: Limits;
}

/** Mounts each operation on its path; other methods there get a 405 with the allowed ones. */
export function mountOperations(operations: readonly Operation[], deps: MountDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const atPath = operations.filter((operation) => operation.path === path);
    const route = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    for (const operation of atPath) route[operation.method](handlerOf(operation, deps));
    route.all(otherMethods(atPath));
  }
  return router;
}

function handlerOf(operation: Operation, deps: MountDeps): RequestHandler {
  const { limits } = deps;
  return async (request, response) => {
    refuseUnacceptable(operation, request);
    const credential = await identify(request, deps);
    const caller = { credential, address: request.ip };
    response.set(await limits.countRequest(caller));
    if (operation.scope) requireScope(credential, operation.scope);
    const idempotency = operation.method === 'post' ? readIdempotency(request) : NOT_TO_BE_REPEATED;
    const proof = request.get(PROOF_HEADER) ?? null;
    const counted = await countLimit(deps, { limit: operation.limit, caller, idempotency, proof });
    response.set({
      Vary: 'Authorization, Cookie, Accept',
      'Cache-Control': cacheControl(credential.kind),
    });
    for (const [name, value] of Object.entries(counted)) response.append(name, value);
    const guards = operation.path.includes('{code}');
    if (guards) await limits.refuseGuessers(caller);
    try {
      const incoming = incomingRequestOf({ operation, request, response, credential, deps, idempotency });
      await withUploads(request, async () => sendReply(response, await operation.run(incoming)));
    } catch (error) {
      if (guards && error instanceof Problem && error.code === 'not_found')
        await limits.countUnknownCodes(caller);
      throw error;
    }
  };
}

interface IncomingInput extends Pick<IncomingRequest, 'credential'> {
  operation: Operation;
  request: Request;
  response: Response;
  deps: MountDeps;
  idempotency: Idempotency;
}

/**
 * Counts requests with a wrong credential like those without one.
 * @throws Problem `unauthorized`, `too_many_requests`
 */
async function identify(request: Request, { authenticate, limits }: MountDeps): Promise<Credential> {
  try {
    return await authenticate(request);
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthorized')
      await limits.countRequest({ credential: { kind: 'none' }, address: request.ip });
    throw error;
  }
}

function incomingRequestOf({
  operation,
  request,
  response,
  credential,
  deps,
  idempotency,
}: IncomingInput): IncomingRequest {
  return {
    params: request.params as Record<string, string>,
    query: readQuery(request.originalUrl),
    credential,
    idempotencyKey: idempotency.key,
    idempotencySecret: idempotency.secret,
    address: request.ip,
    ...(operation.stream ? { live: liveRequest({ ...deps, request }) } : {}),
    readBody: (accepts) => readBody(request, response, accepts),
  };
}

// Responses to a credential must not reach anybody else; public ones may be cached, but must be revalidated.
function cacheControl(kind: string): string {
  return kind === 'none' ? 'no-cache' : 'private, no-cache';
}

function refuseUnacceptable({ responses, stream, method }: Operation, request: Request): void {
  if (method === 'delete') return;
  const types = Object.values(responses).map(({ type }) => type ?? 'application/json');
  if (stream) types.push(EVENT_STREAM);
  if (request.accepts(types)) return;
  throw new Problem({ code: 'not_acceptable', detail: `Only ${types.join(', ')} can be produced here.` });
}

function otherMethods(operations: Operation[]): RequestHandler {
  const methods = operations.map(({ method }) => method.toUpperCase());
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (request, response) => {
    if (request.method === 'OPTIONS') {
      response.set('Allow', allowed).status(204).end();
      return;
    }
    throw new Problem({
      code: 'method_not_allowed',
      detail: `Only ${allowed} are available here.`,
      headers: { Allow: allowed },
    });
  };
}
