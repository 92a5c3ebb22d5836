import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { countLetters, foldLine, foldText, isVisible, UNFIT } from '../../domain/human-text';

/** In characters. */
interface Length {
  min?: number;
  max: number;
}

const UNFIT_ERROR = { error: 'has control characters', params: { rule: 'characters' }, abort: true };

/** Text on several lines. */
export function text(length: Length): z.ZodString {
  return foldedText(foldText, length);
}

/** Text on one line: names, addresses. */
export function line(length: Length): z.ZodString {
  return foldedText(foldLine, length);
}

function foldedText(fold: (typed: string) => string, { min = 1, max }: Length): z.ZodString {
  return z
    .string()
    .refine((value) => !UNFIT.test(value), UNFIT_ERROR)
    .overwrite(fold)
    .refine((value) => isVisible(value) && countCharacters(value) >= min, {
      error: `must have at least ${min} characters`,
      params: { rule: 'minimum' },
      abort: true,
    })
    .refine((value) => countCharacters(value) <= max, {
      error: `must have at most ${max} characters`,
      params: { rule: 'maximum' },
      abort: true,
    })
    .meta({ minLength: min, maxLength: max });
}

/** A text with fewer letters and digits describes nothing. */
const LETTERS_AT_LEAST = 3;

/** Text that says what is wrong: more than dots, emoji or blanks. */
export function description(length: Length): z.ZodString {
  return text(length).refine((value) => countLetters(value) >= LETTERS_AT_LEAST, {
    error: `must have at least ${LETTERS_AT_LEAST} letters or digits`,
    params: { rule: 'minimum' },
  });
}

/** A field that may be left out, or sent empty, as forms do. */
export function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess(emptyAsMissing, schema.optional()).optional();
}

function emptyAsMissing(value: unknown): unknown {
  return typeof value === 'string' && !UNFIT.test(value) && foldLine(value) === '' ? undefined : value;
}

/** Zod's pattern, which here also accepts a top-level domain in Punycode (`xn--…`). */
const EMAIL_PATTERN =
  /^(?!\.)(?!.*\.\.)(?=[^@]{1,64}@)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+([A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/;

/**
 * One plain address; whatever could break a mail's header is refused. A domain in another script is stored in
 * Punycode, as mail servers know it.
 */
export const email = z
  .string()
  .overwrite(plainAddress)
  .pipe(
    z
      .email({ error: 'is not an e-mail address', pattern: EMAIL_PATTERN })
      .max(254, { error: 'must have at most 254 characters' })
      .meta({ example: 'siti@example.org' }),
  );

/** What mail programs and links put around an address: `Siti <siti@example.org>`, `mailto:siti@example.org`. */
const WRAPPED = /^[^<>@]*<([^<>]+)>$|^mailto:(.+)$/i;

function plainAddress(typed: string): string {
  if (UNFIT.test(typed)) return typed;
  const folded = foldLine(typed);
  const [, inBrackets, inLink] = WRAPPED.exec(folded) ?? [];
  const plain = (inBrackets ?? inLink ?? folded).trim();
  const at = plain.lastIndexOf('@');
  const domain = plain.slice(at + 1);
  // An ASCII domain stays as it was typed.
  if (at < 0 || /^[\x21-\x7e]*$/.test(domain)) return plain;
  return `${plain.slice(0, at)}@${domainToASCII(domain)}`;
}

function countCharacters(value: string): number {
  return [...value].length;
}
