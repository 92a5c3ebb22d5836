import { metersBetween } from '../../city/geography';
import type { Point } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { MS_PER_HOUR } from '../../domain/instant';
import { cleanText, oneLine } from '../../domain/clean-text';
import { excerpt } from '../complaint/excerpt';
import { publicView, standingOf } from '../complaint/public-row';
import { photoViews } from '../complaint/photo-views';
import type { Locale } from '../../locale/locale';
import { distance } from '../../locale/distance';
import type { DraftRequest } from './draft-request';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * MS_PER_HOUR;
/** More than in a list: here the words decide whether it is the same problem. */
const WORDS_AT_MOST = 280;

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
    const words = cleanText(view.description ?? '');
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
      standing: standingOf(view, complaint, locale),
      words: words === '' ? null : excerpt(words, WORDS_AT_MOST),
      landmark: oneLine(view.location?.address ?? '') || null,
      photo: photo ?? null,
      supporters: supporters > 0 ? t('filing.similar.supporters', { count: time.number(supporters) }) : null,
      track: `/track/${code}`,
      support: `/track/${code}/support`,
      supportLabel: t('filing.similar.supportOf', { code }),
    };
  });
}

function age(ms: number, { t, time }: Pick<Locale, 't' | 'time'>): string {
  if (ms < MINUTE_MS) return t('filing.similar.justNow');
  const days = t('filing.similar.days', { count: time.number(Math.floor(ms / DAY_MS)) });
  return t('filing.similar.age', { duration: ms < 2 * DAY_MS ? time.duration(ms) : days });
}
