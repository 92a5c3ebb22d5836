import type { Locale } from '../../locale/locale';
import { shortDayOf } from './day-of';
import { photoViews, type PagePhoto } from './photo-views';
import type { ShownComplaint } from './shown-complaint';
import type { PhotoView } from '../../api/complaints/complaint-schemas';
import type { PhotoToken } from '../links/photo-token';

export interface BeforeAfter {
  photos: (PagePhoto & { caption: string })[];
}

/** The first photo at filing and the first one at resolution; null unless a resolution came with a photo. */
export function beforeAfter(
  shown: ShownComplaint,
  { locale, photoToken }: { locale: Locale; photoToken: PhotoToken | null },
): BeforeAfter | null {
  const { view, now } = shown;
  const resolved = view.timeline.findLast(({ type }) => type === 'resolved');
  const after = Array.isArray(resolved?.data?.photos) ? (resolved.data.photos as PhotoView[])[0] : undefined;
  const isAnswered = view.status === 'resolved' || view.status === 'closed';
  if (!resolved || !after || !isAnswered) return null;
  const picture = (key: 'before' | 'after', photo: PhotoView, at: string) => {
    const caption = locale.t(`web.complaint.${key}`, { time: shortDayOf(Date.parse(at), now, locale) });
    return photoViews([photo], { photoToken, alt: () => caption }).map((each) => ({ ...each, caption }));
  };
  const [before] = view.photos;
  return {
    photos: [
      ...(before ? picture('before', before, view.receivedAt) : []),
      ...picture('after', after, resolved.at),
    ],
  };
}
