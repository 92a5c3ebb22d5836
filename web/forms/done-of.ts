import type { ShownComplaint } from '../complaint/shown-complaint';
import type { PageRequest } from '../http/page-request';
import type { Locale } from '../../locale/locale';
import { formNamed } from './act-fields';

/** A hand-over that was not executed is not reported as done; the page says who decides instead. */
export function doneOf(
  { query }: Pick<PageRequest, 'query'>,
  { shown, locale }: { shown: ShownComplaint; locale: Locale },
): string | null {
  const sent = formNamed(query.done);
  if (!sent || (sent === 'reassign' && shown.case.state.decisionPending)) return null;
  return locale.t(`web.done.${sent}`);
}
