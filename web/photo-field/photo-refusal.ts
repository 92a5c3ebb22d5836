import type { Problem } from '../../api/http/problem';
import { photoFault } from './photo-fault';
import type { Speech } from '../speech';
import { againAt } from '../try-again';

/** Why a photo is not taken, or not now, in the words of the page; null when the problem is another. */
export function photoRefusal(
  problem: Problem,
  { name, speech }: { name: string; speech: Speech },
): string | null {
  const time = speech.time.clock(againAt(problem, Date.now()));
  switch (problem.code) {
    case 'photo_refused':
      return photoFault({ rule: problem.details.errors?.[0]?.rule ?? '', fileName: name }, speech);
    case 'too_many_requests':
      return speech.say('filing.errors.tooMany', { time });
    case 'unavailable':
      return speech.say('filing.errors.photosBusy', { time });
    default:
      return null;
  }
}
