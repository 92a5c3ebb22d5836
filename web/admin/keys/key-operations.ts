import { apiKeyOperations } from '../../../api/api-keys/api-key-operations';
import type { Credential } from '../../../api/authentication/credential';
import type { PagesDeps } from '../../pages-deps';
import { createRunOperation } from '../../forms/run-operation';

export type KeyAct = 'createApiKey' | 'rotateApiKey' | 'revokeApiKey';

interface KeyPost {
  act: KeyAct;
  /** Which key; none yet for one that is created. */
  id?: string;
  body?: object;
  credential: Credential;
}

/** The key's secret where it has a new one. */
export interface KeyResult {
  id: string;
  key: string | null;
}

/** Carries a form out as the API would the same request. @throws Problem and whatever the API's operation throws */
export type ExecuteKeyOperation = (post: KeyPost) => Promise<KeyResult>;

/** Pages have no way of their own to change keys: a form is the API's operation, with its checks and its audit. */
export function createExecuteKeyOperation(deps: Pick<PagesDeps, 'city' | 'apiKeys'>): ExecuteKeyOperation {
  const run = createRunOperation(apiKeyOperations(deps));
  return async ({ act, id = '', body, credential }) => {
    const answer = await run(act, { params: { id }, credential, body });
    const made = Object(answer) as { id?: string; key?: string };
    return { id: made.id ?? id, key: made.key ?? null };
  };
}
