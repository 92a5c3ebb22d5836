import type { Problem } from '../../api/http/problem';
import { photoError } from './photo-error';
import type { Locale } from '../../locale/locale';
import { againAt } from '../try-again';

/** Why a photo is refused, or cannot be taken now, in the words of the page; null for any other problem. */
export function photoRefusal(
  problem: Problem,
  { name, locale }: { name: string; locale: Locale },
): string | null {
  const time = locale.time.clock(againAt(problem, Date.now()));
  switch (problem.code) {
    case 'photo_refused':
      return photoError({ rule: problem.details.errors?.[0]?.rule ?? '', fileName: name }, locale);
    case 'too_many_requests':
      return locale.t('filing.errors.tooMany', { time });
    case 'unavailable':
      return locale.t('filing.errors.photosBusy', { time });
    default:
      return null;
  }
}
