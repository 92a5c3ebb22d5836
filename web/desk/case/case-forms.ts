import { offeredForms } from '../../forms/offered-forms';
import { actFormView, type ActFormContext, type ActFormView } from '../../forms/act-form-view';
import type { Suggestion } from '../../forms/field-view';
import { mainForm, wantedForm } from '../../forms/staff-forms';
import type { FailedPost } from '../../forms/failed-post';
import type { FormName } from '../../forms/act-fields';
import { metersBetween } from '../../../city/geography';
import { oneLine } from '../../../domain/clean-text';
import { shortDayOf } from '../../complaint/day-of';
import { distance } from '../../../locale/distance';
import type { PageRequest } from '../../http/page-request';
import type { PagesContext } from '../../pages-context';
import { caseUrl } from '../case-url';
import type { CaseFile } from './read-case';
import { repliesFor } from './replies';

/** In working order; the first one that is possible gets the page's main button. */
export const CASE_FORMS = [
  'acknowledge',
  'start',
  'resolve',
  'take_over',
  'ask',
  'assign',
  'notes',
  'reassign',
  'reject',
  'extend',
  'nudge',
  'merge',
] as const satisfies readonly FormName[];

export interface CaseForms {
  offered: (typeof CASE_FORMS)[number][];
  main: ActFormView | null;
  others: ActFormView[];
  /** Whether the address asks for an act that is no longer possible. */
  isOvertaken: boolean;
}

/** The acts that this person may do now. */
export function caseForms(
  pages: PagesContext,
  request: PageRequest,
  { file, failed }: { file: CaseFile; failed: FailedPost | null },
): CaseForms {
  const { shown, staff } = file;
  const offered = offeredForms(CASE_FORMS, { shown, actor: staff.actor, city: pages.city });
  const wanted = wantedForm(CASE_FORMS, request);
  const main = mainForm(offered, wanted);
  const context = contextOf(pages, { file, failed });
  return {
    offered,
    main: main && actFormView(main, context, { isMain: true }),
    others: offered
      .filter((name) => name !== main)
      .map((name) => actFormView(name, context, { isOpen: name === wanted })),
    isOvertaken: wanted !== null && !offered.includes(wanted) && !failed,
  };
}

function contextOf(
  context: PagesContext,
  { file, failed }: { file: CaseFile; failed: FailedPost | null },
): ActFormContext {
  const { shown, staff, reporterLanguage } = file;
  const { locale, session } = staff;
  const { city } = context;
  const { category, agency, takenOver } = shown.case.state;
  // The sender has not seen what happened after this event.
  const action = `${caseUrl(shown.complaint.trackingCode)}?seen=${shown.complaint.sequence}`;
  return {
    ...{ locale, city },
    holder: agency,
    givesBack: takenOver,
    officers: meFirst(file),
    csrf: session.csrf,
    replies: (name) => repliesFor(name, { city, locale, category, reporterLanguage }),
    mergeable: mergeableViews(file),
    typed: failed?.typed ?? null,
    action: () => action,
  };
}

function meFirst({ colleagues, staff: { me, locale } }: CaseFile): { id: string; name: string }[] {
  const mine = colleagues.filter(({ id }) => id === me);
  return [
    ...mine.map(({ id, name }) => ({ id, name: locale.t('case.assignMe', { name }) })),
    ...colleagues.filter(({ id }) => id !== me),
  ];
}

function mergeableViews({ mergeable, complaint, shown, staff: { locale } }: CaseFile): Suggestion[] {
  return mergeable.map((each) => ({
    value: each.trackingCode,
    label: locale.t('case.mergeable', {
      distance: distance(metersBetween(complaint, each), locale.time),
      place: oneLine(each.address ?? '') || locale.names.district(each.district),
      time: shortDayOf(each.receivedAt, shown.now, locale),
    }),
    url: caseUrl(each.trackingCode),
  }));
}
