import type { ShownComplaint } from '../complaint/shown-complaint';
import type { Visit } from '../http/visit';
import type { Speech } from '../speech';
import { formNamed } from './form-definitions';

/** A hand-over that was not carried out is not called done; the page says who decides instead. */
export function doneOf(
  { query }: Pick<Visit, 'query'>,
  { shown, speech }: { shown: ShownComplaint; speech: Speech },
): string | null {
  const sent = formNamed(query.done);
  if (!sent || (sent === 'reassign' && shown.case.state.decisionPending)) return null;
  return speech.say(`web.done.${sent}`);
}
