import type { Instant } from '../../domain/instant';
import { rankOf } from '../browse/cluster';
import { caseUrl } from '../desk/list/row-view';
import { urgencyWord } from './urgency-word';
import type { Speech } from '../speech';
import type { SiftedCase } from './sift';
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

/** More than this nobody reads from a wall; the rest stands in the desk's list. */
const ROWS_AT_MOST = 40;

interface Shown {
  cases: readonly SiftedCase[];
  filter: WallFilter;
  now: Instant;
}

/** What somebody has to do something about: the highest level first, and what waits longest. */
export function urgentView({ cases, filter, now }: Shown, speech: Speech): UrgentView {
  const urgent = cases
    .filter(({ mark }) => mark !== 'on-time')
    .sort((one, other) => rankOf(other.mark) - rankOf(one.mark) || one.limit - other.limit);
  return {
    rows: urgent.slice(0, ROWS_AT_MOST).map((each) => rowOf(each, now, speech)),
    all:
      urgent.length === 0
        ? null
        : {
            url: listUrl(filter, { due: 'pressing' }),
            label: speech.say('wall.urgent.all', { count: speech.time.number(urgent.length) }),
          },
  };
}

function rowOf(each: SiftedCase, now: Instant, speech: Speech): UrgentRow {
  const { names, say, time } = speech;
  const duration = time.duration(Math.abs(each.limit - now));
  return {
    key: each.trackingCode,
    url: caseUrl(each.trackingCode),
    mark: each.mark,
    word: urgencyWord(each.mark, speech),
    kind: names.category(each.category),
    hours: say(each.limit < now ? 'wall.urgent.over' : 'wall.urgent.left', { duration }),
    where: `${names.agency(each.agency)} · ${names.district(each.district)}`,
    why: whyOf(each, speech),
  };
}

/** “Late” is said only of a missed target; before it something else is missing. */
function whyOf({ overSince, resolveBy, targetHours, isReopened }: SiftedCase, { say, time }: Speech): string {
  if (overSince !== null && overSince !== resolveBy) return say('wall.urgent.notAccepted');
  if (isReopened) return say('wall.urgent.reopened');
  return say('wall.urgent.target', { hours: time.number(targetHours) });
}
