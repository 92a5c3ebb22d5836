import { isLegal } from './act-rules';
import type { Instant } from './instant';
import { notBefore, withEvents, type OpenCase } from './open-case';

/** Agencies that were retired, and who takes over their open cases. */
export interface Succession {
  /** The agency that has this one's open cases now; null while it keeps them itself. */
  heirOf(agency: string): string | null;
}

/**
 * Gives a case whose agency was retired to that agency's successor: an ordinary hand-over that keeps the promise
 * and that nobody asked for. Cases that the command centre has taken over stay with it.
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
