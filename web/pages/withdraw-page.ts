import { htmlPage } from '../html-page';
import { showComplaint, type ShownComplaint } from '../complaint/shown-complaint';
import { actFormView } from '../forms/act-form-view';
import type { FailedPost } from '../forms/failed-post';
import { offeredForms } from '../forms/offered-forms';
import { languageFor, type PageRequest } from '../http/page-request';
import { withToken } from '../links/link-urls';
import { openReporterLink, type ReporterLink } from '../links/reporter-link';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';

/** Asks once more before a reporter withdraws. Opening it changes nothing. */
export async function withdrawPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const link = await openReporterLink(context, request);
  const { complaint, actor, reporter } = link;
  const shown = await showComplaint(context, { complaint, actor });
  if (!mayWithdraw(context, { link, shown }))
    return { kind: 'redirect', to: withToken(`/my/${complaint.trackingCode}`, request) };
  const locale = context.locales(languageFor(request, context.city, reporter.language));
  return withdrawView(context, request, { link, shown, locale, failed: null });
}

export function mayWithdraw(
  { city }: Pick<PagesContext, 'city'>,
  { link, shown }: { link: ReporterLink; shown: ShownComplaint },
): boolean {
  return offeredForms(['withdraw'], { shown, actor: link.actor, city }).length > 0;
}

interface Shown {
  link: ReporterLink;
  shown: ShownComplaint;
  locale: Locale;
  failed: FailedPost | null;
}

/**
 * What ends, what stays, and who is told. Whether others keep the complaint going is decided when it is withdrawn,
 * so the page says both.
 */
export function withdrawView(
  { city }: Pick<PagesContext, 'city'>,
  request: PageRequest,
  { link, shown, locale, failed }: Shown,
): PageResponse {
  const { t, names, time } = locale;
  const { trackingCode: code, category, district } = shown.view;
  const form = actFormView('withdraw', {
    ...{ locale, city, holder: shown.case.state.agency },
    typed: failed?.typed ?? null,
    action: (name) => withToken(`/my/${code}/${name}`, request),
  });
  const days = time.number(city.retention.reporterDaysAfterClosing);
  return htmlPage({
    failure: failed,
    template: 'withdraw',
    title: t('web.withdraw.heading'),
    view: {
      about: `${names.category(category)}, ${names.district(district)} · ${code}`,
      warning: failed?.warning ?? null,
      erased: t('web.withdraw.erased', { days }),
      agency: t('web.withdraw.agency', { agency: names.agency(shown.case.state.agency) }),
      hasEmail: link.reporter.email !== null && link.reporter.mailsStoppedAt === null,
      form,
      back: withToken(`/my/${code}`, request),
    },
    locale,
  });
}
