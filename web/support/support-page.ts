import { randomUUID } from 'node:crypto';
import type { Problem } from '../../api/http/problem';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isFinal } from '../../domain/statuses';
import { unsentDraft } from '../filing/unsent-draft';
import { pageForm } from '../forms/form-view';
import { refusalOf, type Refusal } from '../forms/refusal';
import { htmlPage } from '../html-page';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { executeSupport } from './execute-support';
import { SUPPORT_FIELDS } from './support-fields';
import { supportable } from './supportable';

/** Asks people with the same problem to say so, and for an address if they want news. */
export async function supportPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  return page(context, request, { complaint: await supportable(context, request), failure: null });
}

export async function sendSupport(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const complaint = await supportable(context, request);
  const { trackingCode } = complaint;
  const locale = context.locales(languageFor(request, context.city));
  const { language, t } = locale;
  try {
    const cookie = await executeSupport(context, request, { trackingCode, language });
    return { kind: 'redirect', to: `/track/${trackingCode}?done=support`, cookies: [cookie] };
  } catch (error) {
    const warningOf = ({ code }: Problem) => (code === 'refused' ? t('web.support.over') : null);
    const refused = { fields: SUPPORT_FIELDS, form: request.form, warningOf };
    const failure = refusalOf(error, refused, { city: context.city, locale });
    return page(context, request, { complaint, failure });
  }
}

interface Shown {
  complaint: ComplaintRecord;
  failure: Refusal | null;
}

async function page(
  context: PagesContext,
  request: PageRequest,
  { complaint, failure }: Shown,
): Promise<PageResponse> {
  const { city } = context;
  const locale = context.locales(languageFor(request, city));
  const { t, names } = locale;
  const { trackingCode: code, category, district } = complaint;
  return htmlPage({
    failure,
    template: 'support',
    title: t('web.support.heading'),
    view: {
      about: `${names.category(category)}, ${names.district(district)} · ${code}`,
      track: `/track/${code}`,
      draft: await unsentDraft(context, request),
      isOver: isFinal(complaint.status),
      ...pageForm(
        {
          ...{ fields: SUPPORT_FIELDS, form: request.form, failure },
          action: `/track/${code}/support`,
          button: t('web.support.button'),
          hidden: { key: request.form.get('key') || randomUUID() },
        },
        { city, locale },
      ),
    },
    locale,
    keepsAddress: failure === null,
  });
}
