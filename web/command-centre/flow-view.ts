import { MS_PER_HOUR, type Instant } from '../../domain/instant';
import { SOON_HOURS } from '../../domain/soon';
import { rankOf, type MapMark } from '../map/cluster';
import type { Locale } from '../../locale/locale';
import { countMarks, OPEN_MARKS, type CaseWithUrgency } from './filter-cases';

/** Horizontal distances are in per cent, vertical ones in pixels: the drawing grows with the page, marks don't. */
export interface FlowView {
  name: string;
  past: { width: number };
  near: { x: number; width: number };
  now: number;
  ticks: { x: number; label: string; isNow: boolean }[];
  marks: { x: number; y: number; size: number; offset: number; mark: MapMark }[];
  bars: { x: number; count: string; parts: { y: number; height: number; mark: MapMark }[] }[];
}

const COLUMN_HOURS = 2;
const PAST_HOURS = 48;
const FUTURE_HOURS = 72;
const TICK_HOURS = 12;
/** One more at each end, for whatever lies beyond. */
const BEFORE = PAST_HOURS / COLUMN_HOURS + 1;
const COLUMNS = BEFORE + FUTURE_HOURS / COLUMN_HOURS + 1;

/** A column with more marks becomes a bar with its number. */
const MARKS_AT_MOST = 8;
const FLOOR = 114;
const LARGEST = { pitch: 17.6, size: 15.6 };
const BAR = { height: 90, least: 3 };

interface Shown {
  cases: readonly CaseWithUrgency[];
  now: Instant;
}

/** Every open complaint on one axis: on the left what is late and since when, on the right what is due next. */
export function flowView({ cases, now }: Shown, locale: Locale): FlowView {
  const { t, time } = locale;
  const columns = columnsOf(cases, now);
  const tallest = Math.max(0, ...columns.map(({ length }) => length).filter((each) => each <= MARKS_AT_MOST));
  const pitch = Math.min(LARGEST.pitch, (FLOOR - 4) / Math.max(1, tallest));
  const size = round(Math.min(LARGEST.size, pitch * 0.89));
  return {
    name: t('wall.flow.label', { count: time.number(cases.length) }),
    past: { width: edge(BEFORE) },
    near: { x: edge(BEFORE), width: edge(SOON_HOURS / COLUMN_HOURS) },
    now: edge(BEFORE),
    ticks: ticksOf(columns, locale),
    marks: columns.flatMap((column, index) =>
      column.length > MARKS_AT_MOST
        ? []
        : column.map((mark, row) => ({
            ...{ x: middle(index), y: round(FLOOR - 2 - pitch * (row + 0.5)), size, offset: -size / 2 },
            mark,
          })),
    ),
    bars: columns.flatMap((column, index) =>
      column.length > MARKS_AT_MOST ? [barOf(column, index, time.number(column.length))] : [],
    ),
  };
}

/** The marks of each column, the most urgent at its foot. */
function columnsOf(cases: readonly CaseWithUrgency[], now: Instant): MapMark[][] {
  const columns = Array.from({ length: COLUMNS }, (): MapMark[] => []);
  for (const { limit, mark } of cases) {
    const column = Math.floor((limit - now) / (COLUMN_HOURS * MS_PER_HOUR)) + BEFORE;
    columns[Math.min(COLUMNS - 1, Math.max(0, column))]?.push(mark);
  }
  return columns.map((column) => column.sort((one, other) => rankOf(other) - rankOf(one)));
}

function barOf(column: readonly MapMark[], index: number, count: string): FlowView['bars'][number] {
  const counts = countMarks(column.map((mark) => ({ mark })));
  let foot = FLOOR - 2;
  const parts = [...OPEN_MARKS].reverse().flatMap((mark) => {
    const share = counts.of(mark) / counts.all;
    if (share === 0) return [];
    const height = round(Math.max(BAR.least, BAR.height * share));
    foot = round(foot - height);
    return [{ y: foot, height, mark }];
  });
  return { x: middle(index), count, parts };
}

function ticksOf(columns: readonly MapMark[][], { t, time }: Locale): FlowView['ticks'] {
  const reach = Math.floor(FUTURE_HOURS / TICK_HOURS) - 1;
  const steps = Array.from({ length: PAST_HOURS / TICK_HOURS + reach }, (_, step) => {
    const hours = (step + 1) * TICK_HOURS - PAST_HOURS;
    const label =
      hours === 0
        ? t('wall.flow.now')
        : t(hours < 0 ? 'wall.flow.over' : 'wall.flow.left', { hours: time.number(Math.abs(hours)) });
    return { x: edge(BEFORE + hours / COLUMN_HOURS), label, isNow: hours === 0 };
  });
  const isOlder = (columns[0]?.length ?? 0) > 0;
  return [...(isOlder ? [{ x: middle(1), label: t('wall.flow.older'), isNow: false }] : []), ...steps];
}

function edge(columns: number): number {
  return round((100 * columns) / COLUMNS);
}

function middle(index: number): number {
  return round((100 * (index + 0.5)) / COLUMNS);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
