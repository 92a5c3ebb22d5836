import type { Request, Response } from 'express';
import type { ApiKeyStore } from '../../database/stores/api-key-store';
import type { Authenticate } from '../authentication/authenticate';
import type { Credential } from '../authentication/credential';
import { Problem } from '../http/problem';
import type { Caller } from '../limits/counting';
import type { Limits } from '../limits/limits';
import { Parameters, pairsOfQuery } from './parameters';
import { readForm, type PostedForm } from './read-form';

export interface RequestDeps {
  apiKeys: Pick<ApiKeyStore, 'authenticate'>;
  authenticate: Authenticate;
  limits: Limits;
}

export interface Open311Request extends Pick<PostedForm, 'files'> {
  parameters: Parameters;
  credential: Credential;
}

/**
 * Reads and authenticates a request. Each is counted once, whether or not its key is valid. A multipart form is
 * counted before it is read; without a key in the URL or a header it counts as anonymous until the form contains
 * one.
 * @throws Problem `too_many_requests`, `unauthorized`, and what `readForm` throws
 */
export async function open311RequestOf(
  deps: RequestDeps,
  request: Request,
  response: Response,
): Promise<Open311Request> {
  const { limits } = deps;
  const query = pairsOfQuery(request.originalUrl);
  const earlyKey = new Parameters(query).one('api_key');
  const early = await credentialOf(deps, request, earlyKey);
  let counted = request.is('multipart/form-data')
    ? await limits.countRequest(callerOf(request, early))
    : undefined;
  const form = request.method === 'POST' ? await readForm(request, response) : { pairs: [], files: [] };
  const parameters = new Parameters([...query, ...form.pairs]);
  const key = parameters.one('api_key');
  const credential = key === earlyKey ? early : await credentialOf(deps, request, key);
  if (counted && credential && credential !== early) {
    await limits.uncountRequest(callerOf(request, early));
    counted = undefined;
  }
  response.set(counted ?? (await limits.countRequest(callerOf(request, credential))));
  if (credential === null) throw new Problem({ code: 'unauthorized', detail: 'The api_key is not valid.' });
  return { parameters, files: form.files, credential };
}

function callerOf({ ip }: Request, credential: Credential | null): Caller {
  return { credential: credential ?? { kind: 'none' }, address: ip };
}

/** Null for an invalid one. Cookies are for people's browsers and do not count here. */
async function credentialOf(
  { apiKeys, authenticate }: RequestDeps,
  request: Request,
  key: string | undefined,
): Promise<Credential | null> {
  if (key !== undefined) {
    const holder = await apiKeys.authenticate(key);
    return holder && { kind: 'api_key', ...holder };
  }
  if (request.headers.authorization === undefined) return { kind: 'none' };
  try {
    return await authenticate(request);
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthorized') return null;
    throw error;
  }
}
