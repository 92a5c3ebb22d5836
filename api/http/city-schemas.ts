import { z } from 'zod';
import { shippedLanguages, type CityPack } from '../../city/city-pack';
import { findRetired, retiredSentence, successorOf, type SortedBy } from '../../city/directory';

/**
 * Language of somebody who gets notifications. It may be one that the city does not offer or no longer offers:
 * applications keep sending it, and notifications are in the city's first language then.
 */
export const readerLanguage = z.enum(shippedLanguages, {
  error: `must be one of ${shippedLanguages.join(', ')}`,
});

export function languageSchema(city: CityPack) {
  return z.enum(city.languages, { error: `must be one of ${city.languages.join(', ')}` });
}

/** A code of one of the city's lists. */
export function code(list: readonly { code: string }[]) {
  const codes = list.map((item) => item.code);
  return z.enum(codes, { error: `must be one of ${codes.join(', ')}` });
}

/** A code for something new. If it is retired, the error names the successor. */
export function codeInUse(city: CityPack, kind: SortedBy) {
  const codes = city[kind].map((item) => item.code);
  const error = ({ input }: { input?: unknown }) => {
    const retired = typeof input === 'string' ? findRetired(city, kind, input) : undefined;
    if (!retired) return `must be one of ${codes.join(', ')}`;
    return retiredSentence(retired, successorOf(city, kind, retired.code));
  };
  return z.enum(codes, { error });
}
