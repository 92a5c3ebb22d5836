import { problemFromError } from '../../../api/http/problem-from-error';
import { notFound, type Problem } from '../../../api/http/problem';
import type { FormName } from '../../forms/act-fields';
import { executeForm } from '../../forms/execute-form';
import type { Form } from '../../http/read-form';
import type { PagesContext } from '../../pages-context';
import type { StaffRequest } from '../../sign-in/staff-request';

export interface Outcome {
  /** Tracking codes of the acts that counted. */
  recorded: string[];
  /** Those of complaints that had changed meanwhile, or were never the sender's: nobody learns which. */
  changed: string[];
  /** Why the rest was not tried: the engine does not decide at present. Null if all were. */
  stopped: Problem | null;
}

interface Wanted {
  name: FormName;
  codes: readonly string[];
  form: Form;
}

/**
 * Executes the acts one after the other, each as the API would: with its checks, and only once however often the
 * form is sent. Stops at the first one that the engine does not decide, because each of the others would wait just
 * as long.
 */
export async function executeEach(
  context: PagesContext,
  { session }: StaffRequest,
  { name, codes, form }: Wanted,
): Promise<Outcome> {
  const outcome: Outcome = { recorded: [], changed: [], stopped: null };
  for (const code of codes) {
    const problem = await executeOne(context, { name, code, form, credential: session.credential });
    if (problem?.code === 'unavailable') return { ...outcome, stopped: problem };
    (problem ? outcome.changed : outcome.recorded).push(code);
  }
  return outcome;
}

interface One extends Omit<Wanted, 'codes'> {
  code: string;
  credential: StaffRequest['session']['credential'];
}

/** @throws errors that are not about this one complaint */
async function executeOne(
  context: PagesContext,
  { name, code, form, credential }: One,
): Promise<Problem | null> {
  const posted = { form, files: [], refusedFiles: null };
  try {
    const complaint = await context.complaints.byCode(code);
    if (complaint) await executeForm(context, { name, posted, complaint, credential });
    return complaint ? null : notFound();
  } catch (error) {
    const problem = problemFromError(error);
    if (['refused', 'not_found', 'unavailable'].includes(problem.code)) return problem;
    throw error;
  }
}
