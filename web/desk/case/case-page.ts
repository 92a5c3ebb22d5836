import { doneOf } from '../../forms/done-of';
import type { PageRequest } from '../../http/page-request';
import type { PageResponse } from '../../page-response';
import type { PagesContext } from '../../pages-context';
import type { Locale } from '../../../locale/locale';
import { caseView } from './case-view';
import { openCase } from './open-case';
import { readCase } from './read-case';

/** The page of one case. Looking at it changes nothing. */
export async function casePage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const file = await readCase(context, await openCase(context, request));
  const { locale } = file.staff;
  const done = visibilityDone(request, locale) ?? doneOf(request, { shown: file.shown, locale });
  return caseView(context, request, { file, failed: null, done });
}

/** Changes to what the public sees, as the `done` parameter names them. */
export const VISIBILITY_DONE = ['hidden', 'shown', 'blurred'] as const;

export function visibilityDone({ query }: PageRequest, { t }: Locale): string | null {
  const done = VISIBILITY_DONE.find((each) => each === query.done);
  return done ? t(`case.done.${done}`) : null;
}
