import type { Credential } from '../../api/authentication/credential';
import { outageOperations } from '../../api/outages/outage-operations';
import type { OutagePreviewView } from '../../api/outages/outage-schemas';
import type { PagesDeps } from '../pages-deps';
import { createRunOperation } from '../forms/run-operation';

interface OutagePost {
  agency: string;
  credential: Credential;
}

/** Pages cannot do this by themselves: a form runs the API's operation, with its checks and its audit. */
export interface ExecuteOutageOperations {
  /** @throws Problem and whatever the API's operation throws, as the others do */
  preview(post: OutagePost & { hours: number }): Promise<OutagePreviewView>;
  /** @param post.key two posts with the same key are one outage */
  declare(post: OutagePost & { hours: number; reason: string; key: string | null }): Promise<void>;
  undo(post: OutagePost & { id: string }): Promise<void>;
}

type Deps = Pick<PagesDeps, 'city' | 'db' | 'outageEngine'>;
interface Run extends OutagePost {
  name: 'previewOutage' | 'declareOutage' | 'undoOutage';
  id?: string;
  key?: string | null;
  body?: object;
}

export function createExecuteOutageOperations(deps: Deps): ExecuteOutageOperations {
  const runOperation = createRunOperation(outageOperations(deps));
  const run = ({ name, agency, id, credential, key, body }: Run): Promise<unknown> => {
    const params = { agency, ...(id === undefined ? {} : { id }) };
    return runOperation(name, { params, credential, idempotencyKey: key, body });
  };

  return {
    // The operation's own presenter built it, so the type is right.
    preview: async ({ hours, ...post }) =>
      (await run({ name: 'previewOutage', ...post, body: { hours } })) as OutagePreviewView,
    async declare({ hours, reason, ...post }) {
      await run({ name: 'declareOutage', ...post, body: { hours, reason } });
    },
    async undo(post) {
      await run({ name: 'undoOutage', ...post });
    },
  };
}
