import { foldLine } from '../domain/human-text';

/** The API's maximum. */
const CHARACTERS_AT_MOST = 100;

/** The text of a search field, as it is searched for and shown again; cut if it is too long. */
export function searchWords(typed: string | undefined): string {
  return [...foldLine(typed ?? '')].slice(0, CHARACTERS_AT_MOST).join('').trimEnd();
}
