import type { Refusal, RefusalCode } from '../../domain/refusal';
import { invalid, notFound, Problem } from '../http/problem';

const DETAILS: Record<Exclude<RefusalCode, 'forbidden' | 'invalid'>, string> = {
  illegal_transition: 'This act is not possible in the present status.',
  already_extended: 'This complaint was extended before; that is possible once.',
  target_passed: 'An extension is asked for before the target, and that has passed.',
  objection_too_late: 'The time to object is over.',
  decision_pending: 'It was handed on too often; now only the command centre reassigns it.',
  same_agency: 'That agency has it already.',
  question_open: 'A question to the reporter is open already.',
  reporter_left: 'Its reporter has withdrawn it; it goes on for others.',
  no_question: 'No question waits for an answer.',
  taken_over: 'The command centre works it, in its agency’s place.',
  other_agency: 'Another agency has it.',
  already_shifted: 'This outage has moved its deadlines already.',
  not_shifted: 'This outage has not moved its deadlines.',
  nothing_to_shift: 'No deadline is left to be moved.',
  nudged_recently: 'The agency was reminded less than an hour ago.',
  not_mergeable: 'A complaint ends only in an open, earlier one of the same category.',
  confidential: 'A confidential complaint is answered on its own: it is merged with no other.',
};

/**
 * The response to an act that does not count. A complaint that is not the actor's is reported as if it did not
 * exist.
 */
export function refusedAct({ code, status }: Refusal): Problem {
  if (code === 'forbidden') return notFound();
  if (code === 'invalid')
    return invalid([{ pointer: '#', rule: 'policy', detail: 'The policy does not allow this value.' }]);
  return new Problem({
    code: 'refused',
    detail: DETAILS[code],
    members: { complaintStatus: status, refusal: code },
  });
}
