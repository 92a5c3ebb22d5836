import type { LoggedCall } from '../client/call-log';
import type { Index } from './index-evidence';
import type { Rule, Violation } from './violation';

const RULE = 'a filing that was answered is there once';

/** P1, P2: a filing answered 201 is never lost or doubled; one key, one complaint, one tracking code. */
export const filingsKept: Rule = ({ calls }, index) =>
  calls.filter(({ act }) => act === 'file').flatMap((call) => checkOne(call, index));

function checkOne(call: LoggedCall, index: Index): Violation[] {
  const rows = index.rowsOf(call.caseName);
  const codes = [...new Set(call.attempts.flatMap(({ trackingCode }) => trackingCode ?? []))];
  const isVoid = index.isUndone(call);
  const found: string[] = [];
  if (rows.length > 1) found.push(`stands ${rows.length} times`);
  if (codes.length > 1 && !isVoid) found.push(`was told ${codes.length} tracking codes: ${codes.join(', ')}`);
  const known = rows.map(({ trackingCode }) => trackingCode);
  const lost = codes.filter((code) => !known.includes(code));
  if (lost.length > 0 && !isVoid) found.push(`was told ${lost.join(', ')}, which is not there`);
  if (call.verdict === 'refused') found.push('was refused');
  if (call.verdict === 'unknown') found.push('was never answered, not even after everything had healed');
  return found.map((detail) => ({ rule: RULE, subject: call.key, detail }));
}
