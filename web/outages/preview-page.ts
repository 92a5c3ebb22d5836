import { htmlPage } from '../html-page';
import { randomUUID } from 'node:crypto';
import type { OutagePreviewView } from '../../api/outages/outage-schemas';
import { caseUrl } from '../desk/case-url';
import { staffRequest } from '../sign-in/staff-request';
import type { PageRequest } from '../http/page-request';
import type { PageHandler } from '../http/serve-page';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';
import { OUTAGES_URL } from './outage-url';
import { refusedPage } from './change-outages';
import { wantedOutage } from './outage-fields';

/** A row is about half a kilobyte; the totals above count all cases. */
const ROWS_AT_MOST = 100;

/** Shows what would happen before anything does; the button below declares the outage. */
export const previewPage: PageHandler = async (context, request) => {
  const { credential } = staffRequest(context, request).session;
  try {
    const wanted = wantedOutage(request.form, context);
    const { agency, hours } = wanted;
    const { previewOutage } = context.operations;
    const preview = await context.execute(previewOutage, { params: { agency }, body: { hours }, credential });
    return shownPreview(context, request, { ...wanted, preview });
  } catch (error) {
    return refusedPage(context, request, error);
  }
};

interface Shown {
  agency: string;
  hours: number;
  reason: string;
  preview: OutagePreviewView;
}

function shownPreview(
  context: PagesContext,
  request: PageRequest,
  { agency, hours, reason, preview }: Shown,
): PageResponse {
  const { locale, session } = staffRequest(context, request);
  const { t, names, time } = locale;
  const title = t('outages.preview.title', { agency: names.agency(agency), hours: time.number(hours) });
  return htmlPage({
    template: 'outages/preview',
    title,
    view: {
      ...{ agency, hours, reason, back: OUTAGES_URL, action: OUTAGES_URL },
      csrf: session.csrf,
      key: randomUUID(),
      sentences: sentencesOf(preview, locale),
      rows: preview.items.slice(0, ROWS_AT_MOST).map((item) => rowOf(item, locale)),
      more: moreOf(preview, locale),
    },
    styles: ['admin.css'],
    locale,
    keepsAddress: false,
  });
}

function sentencesOf(preview: OutagePreviewView, { t, time }: Locale): string[] {
  const { open, moved, saved, until } = preview;
  const [all, some] = [time.number(open), time.number(moved)];
  return [
    t('outages.preview.until', { time: time.long(Date.parse(until)) }),
    moved === 0
      ? t('outages.preview.movesNone', { open: all })
      : t('outages.preview.moves', { moved: some, open: all }),
    ...(saved > 0 ? [t('outages.preview.saves', { saved: time.number(saved) })] : []),
    ...(open > moved ? [t('outages.preview.stays', { count: time.number(open - moved) })] : []),
  ];
}

type Item = OutagePreviewView['items'][number];

function rowOf({ trackingCode, resolveBy, newResolveBy, deadlines, ...item }: Item, locale: Locale) {
  const { t, names, time } = locale;
  const moved = (from: string, to: string) => ({
    to: time.long(Date.parse(to)),
    from: t('outages.preview.from', { time: time.long(Date.parse(from)) }),
  });
  const [next] = deadlines;
  return {
    code: trackingCode,
    url: caseUrl(trackingCode),
    kind: names.category(item.category),
    district: names.district(item.district),
    promise: resolveBy === newResolveBy ? null : moved(resolveBy, newResolveBy),
    next: next ? { word: t(`outages.preview.${next.waitsFor}`), ...moved(next.dueBy, next.movedTo) } : null,
    saved: t(deadlines.some(({ saved }) => saved) ? 'outages.preview.saved' : 'outages.preview.safe'),
    isSaved: deadlines.some(({ saved }) => saved),
  };
}

function moreOf({ items }: OutagePreviewView, { t, time }: Locale): string | null {
  const count = items.length - ROWS_AT_MOST;
  return count > 0 ? t('outages.preview.more', { count: time.number(count) }) : null;
}
