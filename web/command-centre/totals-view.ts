import type { MessageKey } from '../../locale/translator';
import { SOON_HOURS } from '../../domain/soon';
import { shareOf, wholePercent } from '../../domain/statistics';
import type { Locale } from '../../locale/locale';
import type { DeskQuery } from '../desk/desk-query';
import { countMarks, type CaseWithUrgency } from './filter-cases';
import type { OnTimeShare, WallSnapshot } from './wall-board';
import { fits, listUrl, type WallFilter } from './wall-filter';

export interface TotalView {
  key: string;
  mark: string | null;
  value: string;
  unit: string | null;
  title: string;
  note: string;
  url: string;
}

interface Shown {
  snapshot: WallSnapshot;
  cases: readonly CaseWithUrgency[];
  filter: WallFilter;
}

export const SHARE_DAYS = 30;

export function totalsView(shown: Shown, locale: Locale): TotalView[] {
  const { t, time, names } = locale;
  const { filter } = shown;
  const counts = countMarks(shown.cases);
  const total = (
    key: string,
    { value, note, title, query = {} }: { value: number; note: string; title: string; query?: DeskQuery },
  ): TotalView => ({
    ...{ key, title, note },
    mark: key === 'open' ? null : key,
    value: time.number(value),
    unit: null,
    url: listUrl(filter, query),
  });
  const level = (number: '1' | '2' | '3', note: MessageKey) =>
    total(`late-${number}`, {
      value: counts.of(`late-${number}`),
      title: t('wall.totals.level', { level: number }),
      note: t(note, { centre: names.centre }),
      query: { level: number },
    });
  return [
    total('open', { value: counts.all, title: t('wall.totals.open'), note: todayNote(shown, locale) }),
    total('soon', {
      value: counts.of('soon'),
      title: t('wall.totals.soon'),
      note: t('wall.totals.soonNote', { hours: time.number(SOON_HOURS) }),
      query: { due: 'soon', level: '0' },
    }),
    level('1', 'wall.totals.level1'),
    level('2', 'wall.totals.level2'),
    level('3', 'wall.totals.level3'),
    ...shareViews(shown, locale),
  ];
}

function todayNote({ snapshot, filter }: Shown, { t, time }: Locale): string {
  const today = snapshot.today.filter((each) => fits(filter, each));
  const sum = (what: 'received' | 'resolved') => today.reduce((all, each) => all + each[what], 0);
  return t('wall.totals.today', {
    received: time.number(sum('received')),
    resolved: time.number(sum('resolved')),
  });
}

/** The share is counted by agency, so there is none for a category or a district. */
function shareViews({ snapshot, filter }: Shown, locale: Locale): TotalView[] {
  const { agency, category, district } = filter;
  if (category !== undefined || district !== undefined) return [];
  return [shareView(snapshot.onTime(agency ?? null), locale)];
}

function shareView({ total, onTime }: OnTimeShare, { t, time }: Locale): TotalView {
  const share = shareOf(onTime, total);
  return {
    key: 'on-time-share',
    mark: null,
    value: share === null ? '–' : time.number(wholePercent(share)),
    unit: share === null ? null : '%',
    title: t('wall.totals.onTime'),
    note:
      share === null
        ? t('wall.totals.tooFew', { count: time.number(total) })
        : t('wall.totals.onTimeNote', { days: time.number(SHARE_DAYS) }),
    url: '/statistics',
  };
}
