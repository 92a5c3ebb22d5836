import { BaseError } from 'sequelize';
import type { AdvancedCase } from './advanced-case';
import type { AdvanceInput } from './advance-input';
import type { CaseFailure } from './case-failure';

interface Advancing {
  advance: (input: AdvanceInput) => Promise<AdvancedCase>;
  onFailure: (failure: CaseFailure) => void;
}

/**
 * Advances a case by all messages together. If part of that can never be decided or written, advances it by each
 * message separately: the faulty one fails, and the others count.
 */
export async function advanceApart(input: AdvanceInput, advancing: Advancing): Promise<AdvancedCase> {
  try {
    return await advancing.advance(input);
  } catch (error) {
    if (!isRuleError(error) || input.messages.length === 0) throw error;
    return input.messages.length === 1
      ? withoutMessage(input, { ...advancing, error })
      : oneByOne(input, advancing);
  }
}

/** SQLSTATE classes that a retry cannot fix: data exceptions and broken constraints. */
const REFUSED_DATA = /^2[23]/;

/**
 * Whether the rules, or data that they produced, are at fault: any other error is the database's and worth another
 * attempt.
 */
export function isRuleError(error: unknown): boolean {
  if (error instanceof RangeError || error instanceof TypeError) return true;
  return REFUSED_DATA.test(sqlStateOf(error));
}

/** Reads SQLSTATE instead of the error's class: a broken constraint has another class than other errors. */
function sqlStateOf(error: unknown): string {
  const parent = error instanceof BaseError && 'parent' in error ? error.parent : null;
  return parent instanceof Error && 'code' in parent ? String(parent.code) : '';
}

async function oneByOne(input: AdvanceInput, advancing: Advancing): Promise<AdvancedCase> {
  const steps: AdvancedCase[] = [];
  for (const message of input.messages)
    steps.push(await advanceApart({ ...input, messages: [message], at: message.at }, advancing));
  const last = await advancing.advance({ ...input, messages: [] });
  return {
    ...last,
    outcomes: steps.flatMap(({ outcomes }) => outcomes),
    toWake: [...new Set(steps.flatMap(({ toWake }) => toWake))],
  };
}

async function withoutMessage(
  input: AdvanceInput,
  { advance, onFailure, error }: Advancing & { error: unknown },
): Promise<AdvancedCase> {
  const { complaintId, messages } = input;
  onFailure({ complaintId, messageId: messages[0]?.id ?? null, error });
  const advanced = await advance({ ...input, messages: [] });
  return { ...advanced, outcomes: [{ kind: 'failed' }] };
}
