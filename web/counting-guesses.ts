import { Problem } from '../api/http/problem';
import type { Visit } from './http/visit';
import type { Site } from './site';

/** Codes are guessed as slowly on pages as through the API. @throws what `find` throws */
export async function countingGuesses<T>(
  site: Site,
  { address, session }: Visit,
  find: () => Promise<T>,
): Promise<T> {
  const caller = { credential: session?.credential ?? { kind: 'none' as const }, address };
  await site.limits.refuseGuessers(caller);
  try {
    return await find();
  } catch (error) {
    if (isNotFound(error)) await site.limits.countUnknownCodes(caller);
    throw error;
  }
}

export function isNotFound(error: unknown): boolean {
  return error instanceof Problem && error.code === 'not_found';
}
