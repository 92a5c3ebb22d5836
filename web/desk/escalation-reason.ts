import type { Escalation } from '../../database/readers/desk-reader';
import type { Locale } from '../../locale/locale';

type Reason = Pick<Escalation, 'data' | 'at' | 'dueAt'>;

/** Why a complaint escalated, and when it was due. */
export function escalationReason({ data, at, dueAt }: Reason, { t, time }: Locale): string {
  const { cause, checkpointHours } = data;
  if (cause === 'not_acknowledged' || cause === 'not_resolved') {
    return t(`desk.why.${cause}`, {
      hours: time.number(checkpointHours ?? 0),
      time: time.long(dueAt ?? at),
    });
  }
  return t(`desk.why.${cause}`, { time: time.long(at) });
}
