import { metersBetween } from '../../city/geography';
import type { Point } from '../../city/city-pack';
import type { ComplaintRecord } from '../../database/readers/complaint-reader';
import { MS_PER_HOUR } from '../../domain/instant';
import { cleanText } from '../../mail/clean-text';
import { publicView } from '../browse/public-row';
import { excerpt } from '../complaint/excerpt';
import { photoViews } from '../complaint/photo-views';
import type { Speech } from '../speech';
import { distance } from './distance';
import type { FilingVisit } from './filing-visit';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * MS_PER_HOUR;

/** What everybody may see of complaints around a point: text and photos only once they are public. */
export function similarView(
  found: readonly ComplaintRecord[],
  { point, site, speech }: { point: Point } & Pick<FilingVisit, 'site' | 'speech'>,
) {
  const { say, names, time } = speech;
  return found.map((complaint) => {
    const view = publicView(complaint, site);
    const code = view.trackingCode;
    const [photo] = photoViews(view.photos, {
      photoToken: null,
      alt: () => say('filing.similar.photo', { code }),
    });
    const supporters = view.supporters ?? 0;
    return {
      code,
      kind: names.category(view.category),
      // A place that is not public yet would be found by asking from several points.
      away:
        view.location === null
          ? say('filing.similar.around')
          : say('filing.similar.away', { distance: distance(metersBetween(point, complaint), time) }),
      age: age(Date.now() - complaint.receivedAt, speech),
      words: view.description === null ? null : excerpt(cleanText(view.description)),
      photo: photo ?? null,
      supporters:
        supporters > 0 ? say('filing.similar.supporters', { count: time.number(supporters) }) : null,
      track: `/track/${code}`,
      support: `/file/support/${code}`,
      supportLabel: say('filing.similar.supportOf', { code }),
    };
  });
}

function age(ms: number, { say, time }: Pick<Speech, 'say' | 'time'>): string {
  if (ms < MINUTE_MS) return say('filing.similar.justNow');
  const days = say('filing.similar.days', { count: time.number(Math.floor(ms / DAY_MS)) });
  return say('filing.similar.age', { duration: ms < 2 * DAY_MS ? time.duration(ms) : days });
}
