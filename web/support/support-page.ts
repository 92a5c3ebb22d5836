import { htmlPage } from '../html-page';
import { randomUUID } from 'node:crypto';
import { PROBLEMS, type ProblemCode } from '../../api/http/problem-catalogue';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isFinal } from '../../domain/statuses';
import type { MessageKey } from '../../locale/translator';
import { failureOf } from '../forms/failed-post';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import { browserSecret } from '../browser-secret';
import type { PagesContext } from '../pages-context';
import { executeSupport } from './execute-support';
import { supportable } from './supportable';

/** Asks people with the same problem to say so, and for an address if they want news. */
export async function supportPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  return written(context, request, { complaint: await supportable(context, request), status: 200 });
}

export async function sendSupport(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const complaint = await supportable(context, request);
  const { trackingCode } = complaint;
  const { language, t } = context.locales(languageFor(request, context.city));
  const typed = (request.form.get('email') ?? '').trim();
  const { device, cookie } = browserSecret(context, request, request.form.get('key') ?? '');
  const email = typed === '' ? null : typed;
  try {
    await executeSupport(context, request, { trackingCode, email, language, device });
    return { kind: 'redirect', to: `/track/${trackingCode}?done=support`, cookies: [cookie] };
  } catch (error) {
    const { code } = failureOf(error);
    const { status } = PROBLEMS[code];
    if (code === 'invalid')
      return written(context, request, { complaint, status, error: t('web.support.emailWrong') });
    return written(context, request, { complaint, status, warning: t(WARNINGS[code] ?? 'web.notices.slow') });
  }
}

const WARNINGS: Partial<Record<ProblemCode, MessageKey>> = {
  refused: 'web.support.over',
  idempotency_conflict: 'web.notices.resent',
};

interface Written {
  complaint: ComplaintRecord;
  status: number;
  error?: string;
  warning?: string;
}

function written(
  context: PagesContext,
  request: PageRequest,
  { complaint, status, error = '', warning = '' }: Written,
): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  const { t, names } = locale;
  const { trackingCode: code, category, district } = complaint;
  const key = request.form.get('key') ?? '';
  return htmlPage({
    status,
    template: 'support',
    title: t('web.support.heading'),
    view: {
      about: `${names.category(category)}, ${names.district(district)} · ${code}`,
      action: `/track/${code}/support`,
      track: `/track/${code}`,
      isOver: isFinal(complaint.status),
      key: key === '' ? randomUUID() : key,
      email: request.form.get('email') ?? '',
      error,
      warning,
    },
    locale,
    keepsAddress: status === 200,
  });
}
