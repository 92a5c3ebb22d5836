import { doneOf } from '../../forms/done-of';
import type { Visit } from '../../http/visit';
import type { PageAnswer } from '../../page-answer';
import type { Site } from '../../site';
import type { Speech } from '../../speech';
import { caseView } from './case-view';
import { openCase } from './open-case';
import { readCase } from './read-case';

/** One case. Looking at it changes nothing. */
export async function casePage(site: Site, visit: Visit): Promise<PageAnswer> {
  const file = await readCase(site, await openCase(site, visit));
  const { speech } = file.staff;
  const done = visibilityDone(visit, speech) ?? doneOf(visit, { shown: file.shown, speech });
  return caseView(site, visit, { file, failed: null, done });
}

/** What may have been done to what the public sees, by the names that addresses give it. */
export const VISIBILITY_DONE = ['hidden', 'shown', 'blurred'] as const;

export function visibilityDone({ query }: Visit, { say }: Speech): string | null {
  const done = VISIBILITY_DONE.find((each) => each === query.done);
  return done ? say(`case.done.${done}`) : null;
}
