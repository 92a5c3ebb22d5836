import type { Act } from './acts';
import type { Case } from './complaint';
import { canTakeOn } from './officers';
import type { OpenCase } from './open-case';
import type { RefusalCode } from './refusal';
import type { Succession } from './succession';

/** What an act may refer to, as far as the messages at hand refer to it. */
export interface References extends Succession {
  /** Whether it is in use: nothing is given to a retired agency. */
  hasAgency(code: string): boolean;
  hasCategory(code: string): boolean;
  /** Members of staff by id. */
  officers: ReadonlyMap<string, { agency: string | null; active: boolean }>;
  /** Outages that are moving deadlines at present, by id. */
  outages: ReadonlyMap<string, { agency: string; hours: number }>;
  /**
   * How many others have the problem of the complaint at hand, besides its reporter; read only for a withdrawal.
   */
  others: number;
  /** Complaints to merge into, by id. */
  survivors: ReadonlyMap<string, OpenCase>;
}

/** Why an act does not count because of what it refers to, or null; the merge itself checks its survivor. */
export function referenceRefusal({ state }: Case, act: Act, references: References): RefusalCode | null {
  switch (act.act) {
    case 'reassign': {
      const { agency, category } = act;
      const isKnown =
        references.hasAgency(agency) && (category === undefined || references.hasCategory(category));
      return isKnown ? null : 'invalid';
    }
    case 'assign': {
      if (act.officer === null) return null;
      return canTakeOn(references.officers.get(act.officer) ?? null, state) ? null : 'invalid';
    }
    case 'shift': {
      // Nobody could explain or call off deadlines that were moved for an outage that does not exist.
      const outage = references.outages.get(act.shift);
      return outage?.agency === act.agency && outage.hours === act.hours ? null : 'invalid';
    }
    default:
      return null;
  }
}
