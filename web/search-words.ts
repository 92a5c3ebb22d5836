import { foldLine } from '../domain/human-text';

/** As many as the API takes. */
const CHARACTERS_AT_MOST = 100;

/** What was typed into a search field, as it is looked for and shown again; what is too long is cut. */
export function searchWords(typed: string | undefined): string {
  return [...foldLine(typed ?? '')].slice(0, CHARACTERS_AT_MOST).join('').trimEnd();
}
