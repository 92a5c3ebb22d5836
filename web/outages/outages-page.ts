import { htmlPage } from '../html-page';
import { findIn, workingAgencies } from '../../city/directory';
import type { Outage } from '../../database/readers/outage-reader';
import { SHIFT_MAX_HOURS } from '../../domain/shifts';
import { staffRequest, type StaffRequest } from '../sign-in/staff-request';
import { fieldErrorsView, type FieldError } from '../forms/field-error';
import type { PageHandler } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { outageView } from './outage-view';
import { NOTHING_TYPED, type TypedOutage } from './typed-outage';

const DONE = ['declared', 'undone'] as const;
const LISTED_AT_MOST = 50;

export const outagesPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const done = DONE.find((each) => each === request.query.done) ?? null;
  const agency = findIn(context.city, 'agencies', request.query.agency ?? '');
  const { t, names } = staff.locale;
  return showOutages(context, staff, {
    done: done && t(`outages.done.${done}`, { agency: agency ? names.agency(agency.code) : '' }),
  });
};

export interface OutagesShown {
  done?: string | null;
  warning?: string | null;
  status?: number;
  headers?: Record<string, string>;
  typed?: TypedOutage;
  errors?: readonly FieldError[];
}

/** The form, and the outages declared so far with the engine's progress. */
export async function showOutages(
  context: PagesContext,
  staff: StaffRequest,
  shown: OutagesShown,
): Promise<PageResponse> {
  const { locale, session } = staff;
  const { t, names, time } = locale;
  const { done = null, warning = null, typed = NOTHING_TYPED, errors = [] } = shown;
  const outages = await context.outages.list({ limit: LISTED_AT_MOST });
  const people = await context.staff.names(staffIn(outages));
  const { summary, at } = fieldErrorsView(errors, locale);
  return htmlPage({
    status: shown.status ?? 200,
    headers: shown.headers,
    template: 'outages/page',
    title: t('outages.title'),
    view: {
      ...{ done, warning, summary, typed },
      csrf: session.csrf,
      errors: { agency: at('agency'), hours: at('hours'), reason: at('reason') },
      hoursHint: t('outages.form.hoursHint', { max: time.number(SHIFT_MAX_HOURS) }),
      agencies: workingAgencies(context.city).map(({ code }) => ({
        value: code,
        label: names.agency(code),
        isChosen: code === typed.agency,
      })),
      outages: outages.map((outage) => outageView(outage, { locale, people })),
    },
    styles: ['admin.css'],
    locale,
    keepsAddress: shown.status === undefined,
  });
}

/** Ids of the people who declared or undid an outage while signed in. */
function staffIn(outages: readonly Outage[]): string[] {
  const credentials = outages.flatMap(({ createdBy, undoneBy }) => [createdBy, undoneBy ?? '']);
  const ids = credentials
    .filter((each) => each.startsWith('staff:'))
    .map((each) => each.slice('staff:'.length));
  return [...new Set(ids)];
}
