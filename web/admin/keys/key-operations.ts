import { apiKeyOperations } from '../../../api/api-keys/api-key-operations';
import type { Credential } from '../../../api/authentication/credential';
import type { PagesDeps } from '../../pages-deps';
import { createRunOperation } from '../../forms/run-operation';

export type KeyAct = 'createApiKey' | 'rotateApiKey' | 'revokeApiKey';

interface KeyPost {
  act: KeyAct;
  /** Which key; absent for one that is being created. */
  id?: string;
  body?: object;
  credential: Credential;
}

/** `key` is the secret if there is a new one, else null. */
export interface KeyResult {
  id: string;
  key: string | null;
}

/** Executes a form as the API would the same request. @throws Problem and whatever the API's operation throws */
export type ExecuteKeyOperation = (post: KeyPost) => Promise<KeyResult>;

/** Pages cannot change keys by themselves: a form runs the API's operation, with its checks and its audit. */
export function createExecuteKeyOperation(deps: Pick<PagesDeps, 'city' | 'apiKeys'>): ExecuteKeyOperation {
  const run = createRunOperation(apiKeyOperations(deps));
  return async ({ act, id = '', body, credential }) => {
    const answer = await run(act, { params: { id }, credential, body });
    const made = Object(answer) as { id?: string; key?: string };
    return { id: made.id ?? id, key: made.key ?? null };
  };
}
