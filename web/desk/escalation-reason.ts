import type { Escalation } from '../../database/readers/desk-reader';
import type { Locale } from '../../locale/locale';

type Raised = Pick<Escalation, 'raise' | 'at' | 'dueAt'>;

/** Why a complaint escalated, and when it was due. */
export function escalationReason({ raise, at, dueAt }: Raised, { t, time }: Locale): string {
  const { cause, checkpointHours } = raise;
  if (cause === 'not_acknowledged' || cause === 'not_resolved') {
    return t(`desk.why.${cause}`, {
      hours: time.number(checkpointHours ?? 0),
      time: time.long(dueAt ?? at),
    });
  }
  return t(`desk.why.${cause}`, { time: time.long(at) });
}
