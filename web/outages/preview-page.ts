import { htmlPage } from '../html-page';
import { randomUUID } from 'node:crypto';
import type { OutagePreviewView } from '../../api/outages/outage-schemas';
import { caseUrl } from '../desk/case-url';
import { staffRequest } from '../sign-in/staff-request';
import type { PageHandler } from '../http/serve-page';
import type { Locale } from '../../locale/locale';
import { OUTAGES_URL } from './outage-url';
import { showOutages } from './outages-page';
import { typedOutage, wantedOutage } from './typed-outage';

/** A row is about half a kilobyte; the totals above count all cases. */
const ROWS_AT_MOST = 100;

/** Shows what would happen before anything does; the button below declares the outage. */
export const previewPage: PageHandler = async (context, request) => {
  const staff = staffRequest(context, request);
  const { locale, session } = staff;
  const { t, names, time } = locale;
  const typed = typedOutage(request.form);
  const read = wantedOutage(typed, { city: context.city, locale });
  if ('errors' in read) return showOutages(context, staff, { typed, errors: read.errors, status: 422 });
  const { agency, hours, reason } = read.wanted;
  const { credential } = session;
  const { previewOutage } = context.operations;
  const preview = await context.execute(previewOutage, { params: { agency }, body: { hours }, credential });
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
};

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
