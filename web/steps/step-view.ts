import type { Problem } from '../../api/http/problem';
import type { PageRequest } from '../http/page-request';

interface PostedField {
  name: string;
  value: string;
}

interface Sending {
  action: string;
  fields: readonly PostedField[];
}

/** Two ways on for who is asked for a step, as the template `step-forms` has them. */
export interface StepView extends Sending {
  challenge: string;
  tried: string;
  /** How a turn is asked for instead. */
  wait: Sending;
}

/** What has to be worked out, where that helps; see `Ladder`. */
export function challengeIn({ details }: Problem): object | null {
  const challenge = details.members?.challenge;
  return typeof challenge === 'object' ? challenge : null;
}

/** A phone whose carrier moves it from network to network would work in vain for ever. */
const TRIES_AT_MOST = 3;

/** @returns the view, and the script that works; without it the page offers the wait alone */
export function stepView(
  { form }: Pick<PageRequest, 'form'>,
  { challenge, ...sending }: Omit<StepView, 'challenge' | 'tried'> & { challenge: object },
): { step: StepView; scripts: string[] } {
  const tried = Number(/^\d$/.exec(form.get('tried') ?? '')?.[0] ?? 0);
  return {
    step: { ...sending, challenge: JSON.stringify(challenge), tried: String(tried + 1) },
    scripts: tried < TRIES_AT_MOST ? ['filing/step.js'] : [],
  };
}
