import type { DeskRow } from '../../../database/readers/desk-reader';
import { isOpen } from '../../../domain/statuses';
import { oneLine } from '../../../domain/clean-text';
import { urgencyMark } from '../../complaint/chip';
import type { Locale } from '../../../locale/locale';
import { caseUrl } from '../case-url';
import { rowUrgency } from './row-urgency';

export interface RowView {
  code: string;
  url: string;
  mark: string;
  word: string;
  /** Time left or overdue; null when nobody has to do anything. */
  left: string | null;
  by: { label: string; time: string; iso: string };
  kind: string;
  district: string;
  address: string;
  agency: string;
  status: string;
  asks: boolean;
  /** Null when it is assigned to nobody. */
  officer: string | null;
  canPick: boolean;
  canAccept: boolean;
  isPicked: boolean;
}

export interface RowContext {
  locale: Locale;
  officers: ReadonlyMap<string, string>;
  /** Whether the reader's own agency has it: only then may they act on several at once. */
  acts: boolean;
  picked: ReadonlySet<string>;
}

export function rowView(row: DeskRow, { locale, officers, acts, picked }: RowContext): RowView {
  const { names } = locale;
  const open = isOpen(row.status);
  return {
    code: row.trackingCode,
    url: caseUrl(row.trackingCode),
    ...chipView(row, locale),
    ...dueView(row, locale),
    kind: names.category(row.category),
    district: names.district(row.district),
    address: oneLine(row.address ?? ''),
    agency: names.agency(row.agency),
    status: statusWord(row, locale),
    asks: row.asks,
    officer: row.officer === null ? null : (officers.get(row.officer) ?? null),
    canPick: acts && open && !row.takenOver,
    canAccept: acts && row.status === 'assigned' && !row.takenOver,
    isPicked: picked.has(row.trackingCode),
  };
}

export function chipView(row: DeskRow, { t, names }: Locale): Pick<RowView, 'mark' | 'word'> {
  const urgency = rowUrgency(row);
  return {
    mark: urgencyMark(urgency),
    word:
      urgency === 'aside'
        ? t(`words.status.${row.status}`)
        : t(`words.urgency.${urgency}`, { centre: names.centre }),
  };
}

export function statusWord(row: DeskRow, { t, names }: Locale): string {
  if (row.takenOver && isOpen(row.status)) return t('desk.row.takenOver', { centre: names.centre });
  return row.status === 'assigned' && row.cycle > 1 ? t('words.reopened') : t(`words.status.${row.status}`);
}

/** The next thing to do and its deadline; past the promise it is always the promise. */
export function dueView(row: DeskRow, { t, time }: Locale): Pick<RowView, 'left' | 'by'> {
  if (!isOpen(row.status)) return { left: null, by: { label: '', ...ended(row, time) } };
  const isLate = row.resolveBy < row.now;
  const by = isLate ? row.resolveBy : (row.acknowledgeBy ?? row.resolveBy);
  const duration = time.duration(Math.abs(by - row.now));
  const isToAccept = !isLate && row.acknowledgeBy !== null;
  return {
    left: t(by < row.now ? 'desk.row.over' : 'desk.row.left', { duration }),
    by: {
      label: t(isToAccept ? 'desk.row.acceptBy' : 'desk.row.resolveBy'),
      time: isNear(by, row.now) ? time.short(by) : time.long(by),
      iso: new Date(by).toISOString(),
    },
  };
}

/** Within a week, the name of a day is unambiguous. */
const NEAR_MS = 6 * 24 * 3_600_000;

function isNear(at: number, now: number): boolean {
  return Math.abs(at - now) < NEAR_MS;
}

function ended(row: DeskRow, time: Locale['time']) {
  const at = row.closedAt ?? row.resolvedAt ?? row.rejectedAt ?? row.receivedAt;
  return { time: time.long(at), iso: new Date(at).toISOString() };
}
