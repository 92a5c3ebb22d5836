import { isLegal } from './act-rules';
import type { Instant } from './instant';
import { notBefore, withEvents, type OpenCase } from './open-case';

/** Agencies that are no more, and who takes over what they have open. */
export interface Succession {
  /** The agency that has this one's open cases now; null while it keeps them itself. */
  heirOf(agency: string): string | null;
}

/**
 * Gives a case whose agency is no more to that agency's heir: an ordinary hand-over, with the promise kept, that nobody
 * chose. What the command centre has taken over stays with it.
 */
export function handedOver(open: OpenCase, { heirOf }: Succession, at: Instant): OpenCase {
  const { agency, status, takenOver, sequence } = open.case.state;
  const to = heirOf(agency);
  if (to === null || takenOver || !isLegal('reassign', status)) return open;
  return withEvents(open, [
    {
      type: 'reassigned',
      data: { from: agency, to },
      sequence: sequence + 1,
      at: notBefore(open, at),
      actor: { kind: 'system' },
    },
  ]);
}
