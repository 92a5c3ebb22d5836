import type { DeskRow } from '../../../database/readers/desk-reader';
import { isOpen } from '../../../domain/statuses';
import { openUrgency, type Urgency } from '../../../domain/urgency';

/** The same result as `urgencyOf` of the whole case, computed from its row. */
export function rowUrgency(row: DeskRow): Urgency {
  if (row.status === 'resolved' || row.status === 'closed') return row.status;
  if (!isOpen(row.status)) return 'aside';
  return openUrgency({
    escalationLevel: row.level,
    nextBy: row.acknowledgeBy ?? row.resolveBy,
    now: row.now,
  });
}
