import type { Instant } from '../../domain/instant';
import { rankOf } from '../map/cluster';
import { caseUrl } from '../desk/case-url';
import { urgencyWord } from './urgency-word';
import type { Locale } from '../../locale/locale';
import type { CaseWithUrgency } from './filter-cases';
import { listUrl, type WallFilter } from './wall-filter';

export interface UrgentRow {
  key: string;
  url: string;
  mark: string;
  word: string;
  kind: string;
  hours: string;
  where: string;
  why: string;
}

export interface UrgentView {
  rows: UrgentRow[];
  all: { url: string; label: string } | null;
}

/** Nobody reads more than this from a wall; the rest is in the desk's list. */
const ROWS_AT_MOST = 40;

interface Shown {
  cases: readonly CaseWithUrgency[];
  filter: WallFilter;
  now: Instant;
}

/** The complaints that somebody has to act on: the highest level first, then those that have waited longest. */
export function urgentView({ cases, filter, now }: Shown, locale: Locale): UrgentView {
  const urgent = cases
    .filter(({ mark }) => mark !== 'on-time')
    .sort((one, other) => rankOf(other.mark) - rankOf(one.mark) || one.limit - other.limit);
  return {
    rows: urgent.slice(0, ROWS_AT_MOST).map((each) => rowOf(each, now, locale)),
    all:
      urgent.length === 0
        ? null
        : {
            url: listUrl(filter, { due: 'pressing' }),
            label: locale.t('wall.urgent.all', { count: locale.time.number(urgent.length) }),
          },
  };
}

function rowOf(each: CaseWithUrgency, now: Instant, locale: Locale): UrgentRow {
  const { names, t, time } = locale;
  const duration = time.duration(Math.abs(each.limit - now));
  return {
    key: each.trackingCode,
    url: caseUrl(each.trackingCode),
    mark: each.mark,
    word: urgencyWord(each.mark, locale),
    kind: names.category(each.category),
    hours: t(each.limit < now ? 'wall.urgent.over' : 'wall.urgent.left', { duration }),
    where: `${names.agency(each.agency)} · ${names.district(each.district)}`,
    why: whyOf(each, locale),
  };
}

/** “Late” is said only of a missed target; before the target, something else is missing. */
function whyOf(
  { overSince, resolveBy, targetHours, isReopened }: CaseWithUrgency,
  { t, time }: Locale,
): string {
  if (overSince !== null && overSince !== resolveBy) return t('wall.urgent.notAccepted');
  if (isReopened) return t('wall.urgent.reopened');
  return t('wall.urgent.target', { hours: time.number(targetHours) });
}
