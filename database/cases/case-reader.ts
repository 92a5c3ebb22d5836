import type { Case } from '../../domain/complaint';
import type { Database } from '../connection';
import { CaseNotFoundError } from './case-not-found-error';
import { readCases } from './read-cases';

export interface CaseReader {
  /**
   * The case as replayed from its timeline, with the policy that it pinned.
   * @throws CaseNotFoundError
   */
  load(complaintId: string): Promise<Case>;
}

export function createCaseReader({ db }: { db: Database }): CaseReader {
  return {
    async load(complaintId) {
      const found = (await readCases(db, [complaintId])).get(complaintId);
      if (!found) throw new CaseNotFoundError(complaintId);
      return found;
    },
  };
}
