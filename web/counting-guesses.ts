import { Problem } from '../api/http/problem';
import type { PageRequest } from './http/page-request';
import type { PagesContext } from './pages-context';

/** Limits guesses of tracking codes on pages as the API does. @throws what `find` throws */
export async function countingGuesses<T>(
  context: PagesContext,
  { address, session }: PageRequest,
  find: () => Promise<T>,
): Promise<T> {
  const caller = { credential: session?.credential ?? { kind: 'none' as const }, address };
  await context.limits.refuseGuessers(caller);
  try {
    return await find();
  } catch (error) {
    if (isNotFound(error)) await context.limits.countUnknownCodes(caller);
    throw error;
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof Problem && error.code === 'not_found';
}
