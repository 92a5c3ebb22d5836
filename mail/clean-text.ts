import { foldLine, foldText } from '../domain/human-text';

/** Nothing that could end a header or make a text read as something else, also where a row was stored unfolded. */
const NULS = /\0/g;

/** One line of visible text: fit for a subject, a name, a phrase within a sentence. */
export function oneLine(text: string): string {
  return foldLine(text.replace(NULS, ' '));
}

/** Text as a person wrote it, lines kept, nothing in it that would mislead. */
export function cleanText(text: string): string {
  return foldText(text.replace(NULS, ' ')).replace(/\n{3,}/g, '\n\n');
}
