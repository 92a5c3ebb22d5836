import { LEGAL_STATUSES } from './legal-statuses';
import type { LoggedCall } from '../client/call-log';
import type { Index } from './index-evidence';
import type { Rule } from './violation';

const RULE = 'no answer contradicts another or the page';

/** What an honest service answers: what became of the call, or 503 while something is down. */
const HONEST = [200, 201, 404, 409, 503];
/** An older copy that has lost a case knows its reporter's token no more. */
const HONEST_OF_A_LOST_CASE = [...HONEST, 401];

/** P16, P17: one key, one answer; nobody is refused what the page shows as possible; never a 500. */
export const answersAgree: Rule = ({ calls }, index) =>
  calls.flatMap((call) =>
    violationsIn(call, index).map((detail) => ({ rule: RULE, subject: call.key, detail })),
  );

function violationsIn(call: LoggedCall, index: Index): string[] {
  const found: string[] = [];
  const statuses = call.attempts.flatMap(({ status }) => status ?? []);
  const honest = index.isLost(call.caseName) ? HONEST_OF_A_LOST_CASE : HONEST;
  const dishonest = [...new Set(statuses.filter((status) => !honest.includes(status)))];
  if (dishonest.length > 0) found.push(`was answered ${dishonest.join(', ')}`);
  const definite = [...new Set(statuses.filter((status) => status < 500))];
  if (definite.length > 1 && !index.wasTouched(call.caseName))
    found.push(`was answered ${definite.join(', then ')} for one key`);
  if (isRefusedInVain(call, index)) found.push(refusalOf(call));
  if (call.expects === 'refused' && call.verdict === 'counts') found.push('counts, and was not possible');
  if (call.verdict === 'unknown' && call.act !== 'file') found.push('was never answered definitely');
  return found;
}

function isRefusedInVain(call: LoggedCall, index: Index): boolean {
  const { act, verdict, expects, shown } = call;
  if (verdict !== 'refused' || act === 'file' || expects === 'refused') return false;
  const wasPossible = shown !== undefined && LEGAL_STATUSES[act].includes(shown.status);
  // What an older copy has undone may have made the rest of a script impossible, unless the page says otherwise.
  return wasPossible || (expects === 'counts' && !index.wasTouched(call.caseName));
}

function refusalOf({ attempts, shown }: LoggedCall): string {
  const { status, refusal } = attempts.findLast((attempt) => attempt.status !== null) ?? {};
  const page = shown ? `the page shows ${shown.status} at #${shown.sequence}` : 'there is no page';
  return `was refused (${status}${refusal ? ` ${refusal}` : ''}), and ${page}`;
}
