import { isUuid } from '../../database/is-uuid';
import type { Instant } from '../../domain/instant';
import type { CaseClient } from '../../engine/case-client';
import type { ListedCase } from '../../engine/list-cases';

/**
 * Lists each case once.
 * @throws Error when the engine has not listed all by `endBy`
 */
export async function listAllRunning(
  { listRunning }: Pick<CaseClient, 'listRunning'>,
  endBy: Instant,
): Promise<ListedCase[]> {
  const listed = new Map<string, ListedCase>();
  for await (const each of listRunning()) {
    if (Date.now() >= endBy) throw new Error('the engine does not list its executions in time');
    // Anybody who can reach the engine can start a workflow with any id.
    if (isUuid(each.complaintId)) listed.set(each.complaintId, each);
  }
  return [...listed.values()];
}
