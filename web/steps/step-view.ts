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

/** The two options for people who are asked for a step, as the template `step-forms` shows them. */
export interface StepView extends Sending {
  challenge: string;
  tried: string;
  /** The form that asks for a turn instead. */
  wait: Sending;
}

/** The work to be done, if that helps; see `Ladder`. */
export function challengeIn({ details }: Problem): object | null {
  const challenge = details.members?.challenge;
  return typeof challenge === 'object' ? challenge : null;
}

/** A phone whose carrier keeps moving it between networks would work in vain forever. */
const TRIES_AT_MOST = 3;

/** @returns the view and the script that does the work; without the script the page offers only the wait */
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
