import { Router, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { CityPack, Language } from '../../city/city-pack';
import { cutText } from '../../domain/human-text';
import { requireScope } from '../authentication/require-scope';
import { actorOf, type Credential } from '../authentication/credential';
import { countLimit, type CountLimitDeps } from '../http/count-limit';
import { NOT_TO_BE_REPEATED, readIdempotency } from '../http/idempotency-key';
import { malformed, Problem } from '../http/problem';
import { problemFromError } from '../http/problem-from-error';
import { withUploads } from '../http/upload-storage';
import { logFailure } from '../http/problem-handler';
import type { Caller } from '../limits/counting';
import type { Limits } from '../limits/limits';
import { open311RequestOf, type RequestDeps } from './open311-request';
import { CONTENT_TYPES, renderInBatches } from './document';
import { sendErrors } from './errors';
import type { Call, Open311Operation } from './operation';
import type { Parameters } from './parameters';
import { findRoute, formatOf, formatOfErrors } from './route';

export interface Open311RouterDeps extends RequestDeps, CountLimitDeps {
  limits: Limits;
  operations: readonly Open311Operation[];
  city: Pick<CityPack, 'code' | 'languages' | 'defaultLanguage'>;
  publicUrl: string;
  logger: Pick<Logger, 'error'>;
}

/**
 * Open311's own HTTP conventions: the format as a suffix, forms instead of JSON, keys as a parameter, errors of
 * its own.
 */
export function open311Router(deps: Open311RouterDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.use(async (request, response) => {
    try {
      await withUploads(request, () => respond(deps, request, response));
    } catch (error) {
      const problem = problemFromError(error);
      logFailure(deps.logger, problem);
      if (response.headersSent) response.destroy();
      else sendErrors(response, problem, formatOfErrors(request));
    }
  });
  return router;
}

async function respond(deps: Open311RouterDeps, request: Request, response: Response): Promise<void> {
  const { operation, id, allowed } = findRoute(deps.operations, request);
  if (request.method === 'OPTIONS') {
    response.set('Allow', allowed).status(204).end();
    return;
  }
  const format = formatOf(request);
  if (!operation) {
    const detail = `Only ${allowed} are available here.`;
    throw new Problem({ code: 'method_not_allowed', detail, headers: { Allow: allowed } });
  }
  const { parameters, files, credential } = await open311RequestOf(deps, request, response);
  const caller = { credential, address: request.ip };
  checkKey(operation, credential);
  const idempotency = operation.method === 'post' ? readIdempotency(request) : NOT_TO_BE_REPEATED;
  const { limit } = operation;
  append(response, await countLimit(deps, { limit, caller, idempotency, proof: null }));
  checkJurisdiction(deps, parameters);
  refuseUnknown(operation, parameters);
  const call: Call = {
    ...{ id, parameters, files, credential, address: request.ip },
    actor: actorOf(credential),
    language: languageOf(deps.city, parameters),
    idempotencyKey: idempotency.key,
  };
  const document = await run(deps, { operation, caller, call });
  response
    .status(200)
    .set({ 'Content-Type': CONTENT_TYPES[format], 'Cache-Control': 'no-store' })
    .send(await renderInBatches(document, format));
}

/** @throws Problem `unauthorized`, `insufficient_scope` */
function checkKey({ scope }: Open311Operation, credential: Credential): void {
  if (scope === undefined) return;
  if (credential.kind !== 'api_key')
    throw new Problem({ code: 'unauthorized', detail: 'api_key was not provided.' });
  requireScope(credential, scope);
}

function append(response: Response, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.append(name, value);
}

/**
 * Refuses unknown parameters: one of them might have been a filter, or the one thing that mattered, so none is
 * silently ignored.
 * @throws Problem `malformed`
 */
function refuseUnknown({ parameters: { shape } }: Open311Operation, sent: Parameters): void {
  const hasAttributes = Object.keys(shape).some((name) => name.startsWith('attribute'));
  // If the operation has attributes, unknown ones are refused later, by name.
  const isKnown = (name: string) =>
    Object.hasOwn(shape, name.replace(/\[\]$/, '')) ||
    name === 'api_key' ||
    (hasAttributes && name.startsWith('attribute'));
  const unknown = sent.names().find((name) => !isKnown(name));
  if (unknown !== undefined) throw malformed(`“${cutText(unknown, 60)}” is not known here.`);
}

/**
 * Only one city is served here.
 * @throws Problem `not_found` if the request names another
 */
function checkJurisdiction({ city, publicUrl }: Open311RouterDeps, parameters: Parameters): void {
  const named = parameters.one('jurisdiction_id');
  if (named === undefined || named === city.code || named === new URL(publicUrl).hostname) return;
  throw new Problem({ code: 'not_found', detail: 'jurisdiction_id provided was not found.' });
}

/** Clients keep their URLs for years, and a city may drop a language: then its first one is used. */
function languageOf(
  { languages, defaultLanguage }: Open311RouterDeps['city'],
  parameters: Parameters,
): Language {
  const wanted = parameters.one('lang');
  return languages.find((each) => each === wanted) ?? defaultLanguage;
}

/** Counts codes that do not exist, so that nobody finds complaints by guessing. */
async function run(
  { limits }: Open311RouterDeps,
  { operation, caller, call }: { operation: Open311Operation; caller: Caller; call: Call },
) {
  const guards = operation.namesComplaint ?? false;
  if (guards) await limits.refuseGuessers(caller);
  try {
    const document = await operation.run(call);
    if (document.missing) await limits.countUnknownCodes(caller, document.missing);
    return document;
  } catch (error) {
    if (guards && error instanceof Problem && error.code === 'not_found')
      await limits.countUnknownCodes(caller, call.parameters.list('service_request_id')?.length);
    throw error;
  }
}
