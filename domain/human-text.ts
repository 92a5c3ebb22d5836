/** CR LF, CR, the line and page breaks of word processors, NEL, and Unicode's own separators. */
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Spaces of every width, and characters that look like one: the Hangul fillers, the empty Braille cell. */
const BLANKS = /[\p{Zs}\u3164\uFFA0\u2800]/gu;
const CONTROLS = /[^\P{Cc}\n]/gu;
/**
 * Marks of writing direction and other invisible characters. It spares those that change what a reader sees:
 * joiners, the tags of flags, and the Arabic signs that enclose a number.
 */
const UNSEEN =
  /(?![\u200C\u200D\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}\u{E0020}-\u{E007F}])\p{Cf}/gu;

const VISIBLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]/u;
const LETTERS = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/gu;

/** What no database and no mail can carry: NUL, and lone surrogates. */
export const UNFIT = /\0|\p{Surrogate}/u;

/**
 * What somebody typed or pasted, in the one form that is kept and compared: composed letters, plain line feeds and
 * spaces, no control characters, no marks of writing direction, trimmed.
 */
export function foldText(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(LINE_ENDS, '\n')
    .replace(BLANKS, ' ')
    .replace(UNSEEN, '')
    .replace(CONTROLS, ' ')
    .trim();
}

/** The same on a single line: a name, an address, a subject. */
export function foldLine(typed: string): string {
  return foldText(typed).replace(/\s+/g, ' ');
}

/** Whether a reader sees anything in it. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** How many letters and digits a reader sees in it. */
export function countLetters(text: string): number {
  return text.match(LETTERS)?.length ?? 0;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * At most `most` characters as readers count them: a joined emoji, a flag or a letter with its marks counts as
 * one.
 */
export function cutText(text: string, most: number): string {
  // There are never more characters than code units.
  if (text.length <= most) return text;
  let seen = 0;
  for (const { index } of graphemes.segment(text)) {
    if (seen === most) return text.slice(0, index);
    seen += 1;
  }
  return text;
}
