import type { ComplaintState } from '../../domain/complaint';
import type { Labels } from './advanced-case';

export function labelsOf({ status, agency, escalationLevel, cycle }: ComplaintState): Labels {
  return {
    details: `${status}, ${agency}, level ${escalationLevel}, cycle ${cycle}`,
    // Search attributes that a namespace does not know would fail its workflow tasks: none until operators
    // register some.
    searchAttributes: [],
  };
}
