// Line breaks end a header; marks of writing direction make a text read as something else.
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const INVISIBLE_WITHIN_LINE = /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** One line of visible text: fit for a subject, a name, a phrase within a sentence. */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
}

/** Text as a person wrote it, lines kept, nothing invisible in it. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(INVISIBLE_WITHIN_LINE, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
