import type { Outage } from '../../database/readers/outage-reader';
import type { Locale } from '../../locale/locale';
import { OUTAGES_URL } from './outage-url';

export interface OutageView {
  agency: string;
  /** Code of the agency, as the form sends it back. */
  code: string;
  hours: string;
  reason: string;
  by: string;
  state: string;
  isOver: boolean;
  /** Address of the undo button; null when the outage is over or undone. */
  undo: string | null;
  undoLabel: string;
}

export function outageView(
  outage: Outage,
  { locale, people }: { locale: Locale; people: ReadonlyMap<string, string> },
): OutageView {
  const { t, names, time } = locale;
  const agency = names.agency(outage.agency);
  const name = people.get(outage.createdBy.replace(/^staff:/, '')) ?? t('outages.list.somebody');
  const mayUndo = outage.undoneAt === null && outage.isRunning;
  return {
    agency,
    code: outage.agency,
    hours: t('outages.list.hours', {
      hours: time.number(outage.hours),
      time: time.long(outage.createdAt),
    }),
    reason: outage.reason,
    by: t('outages.list.by', { name }),
    state: stateOf(outage, locale),
    isOver: !outage.isRunning,
    undo: mayUndo ? `${OUTAGES_URL}/${outage.id}/undo` : null,
    undoLabel: t('outages.list.undoThis', { agency }),
  };
}

function stateOf({ state, cases, until, undoneAt, isRunning }: Outage, { t, time }: Locale): string {
  switch (state) {
    case 'shifting': {
      const [done, total] = [time.number(cases.total - cases.waiting), time.number(cases.total)];
      return t('outages.state.shifting', { done, total });
    }
    case 'shifted': {
      const key = isRunning ? 'outages.state.shifted' : 'outages.state.over';
      return t(key, { time: time.long(until), shifted: time.number(cases.shifted) });
    }
    case 'undoing':
      return t('outages.state.undoing');
    case 'undone':
      return t('outages.state.undone', {
        time: time.long(undoneAt ?? until),
        count: time.number(cases.givenBack),
      });
  }
}
