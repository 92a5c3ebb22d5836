import type { Climb } from '../../database/readers/desk-reader';
import type { Speech } from '../speech';

type Raised = Pick<Climb, 'raise' | 'at' | 'dueAt'>;

/** Why a complaint was passed up, and when it was due. */
export function whyClimbed({ raise, at, dueAt }: Raised, { say, time }: Speech): string {
  const { cause, checkpointHours } = raise;
  if (cause === 'not_acknowledged' || cause === 'not_resolved') {
    return say(`desk.why.${cause}`, {
      hours: time.number(checkpointHours ?? 0),
      time: time.long(dueAt ?? at),
    });
  }
  return say(`desk.why.${cause}`, { time: time.long(at) });
}
