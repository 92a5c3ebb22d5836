import type { PhotoView } from '../../../api/complaints/complaint-schemas';
import { photoViews, type PagePhoto } from '../../complaint/photo-views';
import { shortDayOf } from '../../complaint/day-of';
import { storyOf } from '../../complaint/story-view';
import type { ShownComplaint } from '../../complaint/shown-complaint';
import type { Locale } from '../../../locale/locale';
import { caseUrl } from '../case-url';

export interface CasePhoto extends PagePhoto {
  id: string;
  /** The complaint or act that the photo came with. */
  caption: string;
  isHidden: boolean;
  onTheSpot: boolean;
  /** Size of the larger version, in pixels. */
  size: { width: number; height: number };
  /** Address of the page where it can be hidden or blurred. */
  url: string;
}

/** All photos of a case in order of arrival: first those of the complaint, then those of acts. */
export function casePhotos(shown: ShownComplaint, locale: Locale): CasePhoto[] {
  const { view, now } = shown;
  const lines = new Map(
    storyOf(shown, { locale, photoToken: null }).map(({ sequence, text }) => [sequence, text]),
  );
  const short = (iso: string) => shortDayOf(Date.parse(iso), now, locale);
  const filed = { line: locale.t('case.photos.filed'), time: short(view.receivedAt) };
  return [
    ...viewsOf(view.photos, { shown, locale, caption: locale.t('case.photos.caption', filed) }),
    ...view.timeline.flatMap(({ sequence, at, data }) => {
      const photos = Array.isArray(data?.photos) ? (data.photos as PhotoView[]) : [];
      const caption = locale.t('case.photos.caption', { line: lines.get(sequence) ?? '', time: short(at) });
      return viewsOf(photos, { shown, locale, caption });
    }),
  ];
}

function viewsOf(
  photos: readonly PhotoView[],
  { shown, locale, caption }: { shown: ShownComplaint; locale: Locale; caption: string },
): CasePhoto[] {
  const alt = (number: string) => locale.t('case.photos.alt', { number, caption });
  return photoViews(photos, { photoToken: null, alt }).map((photo, index) => {
    const { id, hidden = false, onTheSpot, width, height } = photos[index] as PhotoView;
    const url = `${caseUrl(shown.view.trackingCode)}/photos/${id}`;
    return { ...photo, id, caption, isHidden: hidden, onTheSpot, size: { width, height }, url };
  });
}
