import { CliError } from '../cli-error';
import { explainError } from '../explain-error';
import type { Check, Finding } from './check';

/** Longer than any healthy part takes, and shorter than an operator's patience. */
const DEADLINE_MS = 10_000;

/** Runs all checks at once, so that one that hangs hides no other. */
export function runChecks(checks: Check[]): Promise<Finding[]> {
  return Promise.all(checks.map(lookAt));
}

async function lookAt({ part, look }: Check): Promise<Finding> {
  try {
    return { part, sound: true, detail: await withDeadline(look()) };
  } catch (error) {
    return { part, sound: false, detail: explainError(error) };
  }
}

async function withDeadline(looking: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const message = `It has not answered within ${DEADLINE_MS / 1000} seconds.`;
    timer = setTimeout(() => reject(new CliError(message)), DEADLINE_MS);
  });
  try {
    return await Promise.race([looking, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
