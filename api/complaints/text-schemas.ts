import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { countLetters, foldLine, foldText, isVisible, UNFIT } from '../../domain/human-text';

interface Length {
  min?: number;
  max: number;
}

/** Text on several lines; folded as `foldText` says, its length counted in characters. */
export function text(length: Length): z.ZodString {
  return written(foldText, length);
}

/** Text on one line: names, addresses. */
export function line(length: Length): z.ZodString {
  return written(foldLine, length);
}

function written(fold: (typed: string) => string, { min = 1, max }: Length): z.ZodString {
  return z
    .string()
    .refine((value) => !UNFIT.test(value), unfitRefused)
    .overwrite(fold)
    .refine((value) => isVisible(value) && lengthOf(value) >= min, {
      error: `has at least ${min} characters`,
      params: { rule: 'minimum' },
      abort: true,
    })
    .refine((value) => lengthOf(value) <= max, {
      error: `has at most ${max} characters`,
      params: { rule: 'maximum' },
      abort: true,
    })
    .meta({ minLength: min, maxLength: max });
}

/** Fewer letters or digits than this describe nothing. */
const LETTERS_AT_LEAST = 3;

/** A text that tells others what is wrong: not only dots, pictures or blanks. */
export function description(length: Length): z.ZodString {
  return text(length).refine((value) => countLetters(value) >= LETTERS_AT_LEAST, {
    error: `has at least ${LETTERS_AT_LEAST} letters or digits`,
    params: { rule: 'minimum' },
  });
}

/** A field that may be left out; forms and their clients send it empty instead. */
export function optional<S extends z.ZodType>(schema: S) {
  return z.preprocess(emptyAsMissing, schema.optional()).optional();
}

function emptyAsMissing(value: unknown): unknown {
  return typeof value === 'string' && !UNFIT.test(value) && foldLine(value) === '' ? undefined : value;
}

/** Zod's pattern, extended to encoded names of top-level domains in other scripts. */
const ADDRESS =
  /^(?!\.)(?!.*\.\.)(?=[^@]{1,64}@)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+([A-Za-z]{2,}|xn--[A-Za-z0-9-]+)$/;

/**
 * One plain address; anything that could break a mail's header is refused as well. A domain in another script is
 * stored as mail servers know it.
 */
export const email = z
  .string()
  .overwrite(addressOf)
  .pipe(
    z
      .email({ error: 'is not an e-mail address', pattern: ADDRESS })
      .max(254, { error: 'has at most 254 characters' })
      .meta({ example: 'siti@example.org' }),
  );

/** What mail programs and links put around an address: `Siti <siti@example.org>`, `mailto:siti@example.org`. */
const WRAPPED = /^[^<>@]*<([^<>]+)>$|^mailto:(.+)$/i;

function addressOf(typed: string): string {
  if (UNFIT.test(typed)) return typed;
  const folded = foldLine(typed);
  const [, inBrackets, inLink] = WRAPPED.exec(folded) ?? [];
  const plain = (inBrackets ?? inLink ?? folded).trim();
  const at = plain.lastIndexOf('@');
  const domain = plain.slice(at + 1);
  // ASCII domains stay as they are written: only others have a second form.
  if (at < 0 || /^[\x21-\x7e]*$/.test(domain)) return plain;
  return `${plain.slice(0, at)}@${domainToASCII(domain)}`;
}

const unfitRefused = {
  error: 'has control characters',
  params: { rule: 'characters' },
  abort: true,
};

function lengthOf(value: string): number {
  return [...value].length;
}
