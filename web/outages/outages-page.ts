import { htmlPage } from '../html-page';
import { findIn } from '../../city/directory';
import type { Outage } from '../../database/readers/outage-reader';
import { staffRequest, type StaffRequest } from '../sign-in/staff-request';
import { pageForm } from '../forms/form-view';
import type { Refusal } from '../forms/refusal';
import type { Form } from '../http/read-form';
import type { PageHandler } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { OUTAGES_URL } from './outage-url';
import { outageView } from './outage-view';
import { OUTAGE_FIELDS } from './outage-fields';

const DONE = ['declared', 'undone'] as const;
const LISTED_AT_MOST = 50;

export const outagesPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const done = DONE.find((each) => each === request.query.done) ?? null;
  const agency = findIn(context.city, 'agencies', request.query.agency ?? '');
  const { t, names } = staff.locale;
  return showOutages(context, staff, {
    ...{ form: request.form, failure: null },
    done: done && t(`outages.done.${done}`, { agency: agency ? names.agency(agency.code) : '' }),
  });
};

interface OutagesShown {
  form: Form;
  failure: Refusal | null;
  done: string | null;
}

/** The form, and the outages declared so far with the engine's progress. */
export async function showOutages(
  context: PagesContext,
  staff: StaffRequest,
  { form, failure, done }: OutagesShown,
): Promise<PageResponse> {
  const { locale, session } = staff;
  const { t } = locale;
  const outages = await context.outages.list({ limit: LISTED_AT_MOST });
  const people = await context.staff.names(staffIn(outages));
  return htmlPage({
    failure,
    template: 'outages/page',
    title: t('outages.title'),
    view: {
      done,
      csrf: session.csrf,
      ...pageForm(
        {
          ...{ fields: OUTAGE_FIELDS, form, failure },
          action: `${OUTAGES_URL}/preview`,
          button: t('outages.form.preview'),
          hidden: { csrf: session.csrf },
        },
        staff,
      ),
      outages: outages.map((outage) => outageView(outage, { locale, people })),
    },
    styles: ['admin.css'],
    locale,
    keepsAddress: failure === null,
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
