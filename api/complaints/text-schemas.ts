import { z } from 'zod';

/** Everything that Unicode calls a control, bar the line feed; and halves of characters, which no UTF-8 can carry. */
const UNFIT = /[^\P{Cc}\n]|\p{Surrogate}/u;
const UNFIT_IN_A_LINE = /[\p{Cc}\u2028\u2029]|\p{Surrogate}/u;

interface Length {
  min?: number;
  max: number;
}

/** What people write, on several lines: trimmed, with plain line feeds, its length counted in characters. */
export function text({ min = 1, max }: Length): z.ZodString {
  return z
    .string()
    .overwrite((value) => value.replaceAll('\r\n', '\n').trim())
    .refine((value) => !UNFIT.test(value), controlRefused)
    .refine((value) => lengthOf(value) >= min, {
      error: `has at least ${min} characters`,
      params: { rule: 'minimum' },
    })
    .refine((value) => lengthOf(value) <= max, {
      error: `has at most ${max} characters`,
      params: { rule: 'maximum' },
    })
    .meta({ minLength: min, maxLength: max });
}

/** The same on one line: names, addresses. */
export function line(length: Length): z.ZodString {
  return text(length).refine((value) => !UNFIT_IN_A_LINE.test(value), controlRefused);
}

/** One plain address; whatever could break a mail's header is refused with the rest. */
export const email = z
  .email({ error: 'is not an e-mail address' })
  .max(254, { error: 'has at most 254 characters' })
  .meta({ example: 'siti@example.org' });

/** Digits with the usual separators, perhaps after a plus. */
export const phone = z
  .string()
  .regex(/^\+?\d[\d ().-]{4,24}\d$/, { error: 'is not a telephone number' })
  .refine((value) => /^\D*(\d\D*){6,15}$/.test(value), {
    error: 'has 6 to 15 digits',
    params: { rule: 'format' },
  });

const controlRefused = { error: 'has control characters', params: { rule: 'characters' } };

function lengthOf(value: string): number {
  return [...value].length;
}
