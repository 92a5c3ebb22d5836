import { viewSummary, type ViewDeps } from '../../api/complaints/view-complaint';
import type { ComplaintSummaryView } from '../../api/complaints/complaint-schemas';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { isOpen } from '../../domain/statuses';
import { cleanText } from '../../domain/clean-text';
import { openUrgency } from '../../domain/urgency';
import { urgencyMark } from './chip';
import { shortDayOf } from './day-of';
import { excerpt } from './excerpt';
import { photoViews, type PagePhoto } from './photo-views';
import type { Locale } from '../../locale/locale';
import type { MapMark } from '../map/cluster';

/** A complaint in a list, with only what is public. */
export interface PublicRow {
  code: string;
  href: string;
  kind: string;
  district: string;
  mark: MapMark | 'aside';
  /** Its status and the hours left or late, or when it was resolved; for a confidential one only its status. */
  standing: string;
  /** The beginning of what was written; empty where nothing is shown. */
  excerpt: string;
  photo: PagePhoto | null;
}

/** Everything but the clock comes from the API's presenter for the public. */
export function publicRow(
  complaint: ComplaintRecord,
  { locale, context }: { locale: Locale; context: PublicDeps },
): PublicRow {
  const { names } = locale;
  const view = publicView(complaint, context);
  const [photo = null] = photoViews(view.photos.slice(0, 1), { photoToken: null, alt: () => '' });
  return {
    code: view.trackingCode,
    href: `/track/${view.trackingCode}`,
    kind: names.category(view.category),
    district: names.district(view.district),
    mark: markOf(view, complaint),
    standing: standingOf(view, complaint, locale),
    excerpt: excerpt(cleanText(view.description ?? '').replaceAll('\n', ' ')),
    photo,
  };
}

export type PublicDeps = Pick<ViewDeps, 'city'> & { settings: Pick<ViewDeps, 'publicUrl'> };

export function publicView(
  complaint: ComplaintRecord,
  { settings: { publicUrl }, city }: PublicDeps,
): ComplaintSummaryView {
  return viewSummary({ publicUrl, city }, { complaint, actor: { kind: 'anonymous' } });
}

/** Its status, and the hours left or over where the public may know them. */
export function standingOf(view: ComplaintSummaryView, complaint: ComplaintRecord, locale: Locale): string {
  const { t } = locale;
  const status = t(isLate(view) ? 'words.overdue' : `words.status.${view.status}`);
  const hours = view.agency === undefined ? null : hoursOf(view, complaint, locale);
  if (hours === null) return status;
  return view.status === 'resolved' ? hours : `${status} · ${hours}`;
}

/** The public sees category, district and status of a confidential complaint, not how late it is. */
function isLate(view: ComplaintSummaryView): boolean {
  return view.overdue === true;
}

function markOf(
  view: ComplaintSummaryView,
  { escalationLevel, nextDueBy, now, clockOffsetMs }: ComplaintRecord,
): PublicRow['mark'] {
  if (view.status === 'resolved' || view.status === 'closed') return view.status;
  if (!isOpen(view.status)) return 'aside';
  if (view.agency === undefined) return 'on-time';
  return urgencyMark(openUrgency({ escalationLevel, nextBy: nextDueBy, now: now + clockOffsetMs }));
}

function hoursOf(
  view: ComplaintSummaryView,
  { resolveBy, resolvedAt, now, clockOffsetMs }: ComplaintRecord,
  locale: Locale,
): string | null {
  const { t, time } = locale;
  const at = now + clockOffsetMs;
  if (isOpen(view.status)) {
    const duration = time.duration(Math.abs(resolveBy - at));
    return t(resolveBy < at ? 'browse.row.over' : 'browse.row.left', { duration });
  }
  return view.status === 'resolved' && resolvedAt !== null
    ? t('browse.row.resolved', { time: shortDayOf(resolvedAt, at, locale) })
    : null;
}
