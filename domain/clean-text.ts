import { foldLine, foldText } from './human-text';

/** Removed along with everything that could end a header or disguise a text, even if a row was stored unfolded. */
const NULS = /\0/g;

/** One line of visible text, fit for a subject, a name or a phrase within a sentence. */
export function oneLine(text: string): string {
  return foldLine(text.replace(NULS, ' '));
}

/** Text as a person wrote it, with its lines, but without characters that could mislead. */
export function cleanText(text: string): string {
  return foldText(text.replace(NULS, ' ')).replace(/\n{3,}/g, '\n\n');
}
