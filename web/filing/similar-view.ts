import { metersBetween } from '../../city/geography';
import type { Point } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { MS_PER_HOUR } from '../../domain/instant';
import { cleanText } from '../../domain/clean-text';
import { publicView } from '../complaint/public-row';
import { excerpt } from '../complaint/excerpt';
import { photoViews } from '../complaint/photo-views';
import type { Locale } from '../../locale/locale';
import { distance } from '../../locale/distance';
import type { DraftRequest } from './draft-request';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * MS_PER_HOUR;

/** What the public may see of complaints around a point: text and photos only once they are public. */
export function similarView(
  found: readonly ComplaintRecord[],
  { point, context, locale }: { point: Point } & Pick<DraftRequest, 'context' | 'locale'>,
) {
  const { t, names, time } = locale;
  return found.map((complaint) => {
    const view = publicView(complaint, context);
    const code = view.trackingCode;
    const [photo] = photoViews(view.photos, {
      photoToken: null,
      alt: () => t('filing.similar.photo', { code }),
    });
    const supporters = view.supporters ?? 0;
    return {
      code,
      kind: names.category(view.category),
      // With exact distances from several points, one could find a place that is not public yet.
      away:
        view.location === null
          ? t('filing.similar.around')
          : t('filing.similar.away', { distance: distance(metersBetween(point, complaint), time) }),
      age: age(Date.now() - complaint.receivedAt, locale),
      words: view.description === null ? null : excerpt(cleanText(view.description)),
      photo: photo ?? null,
      supporters: supporters > 0 ? t('filing.similar.supporters', { count: time.number(supporters) }) : null,
      track: `/track/${code}`,
      support: `/file/support/${code}`,
      supportLabel: t('filing.similar.supportOf', { code }),
    };
  });
}

function age(ms: number, { t, time }: Pick<Locale, 't' | 'time'>): string {
  if (ms < MINUTE_MS) return t('filing.similar.justNow');
  const days = t('filing.similar.days', { count: time.number(Math.floor(ms / DAY_MS)) });
  return t('filing.similar.age', { duration: ms < 2 * DAY_MS ? time.duration(ms) : days });
}
