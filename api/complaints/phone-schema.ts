import { getCountryCallingCode, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { z } from 'zod';
import { foldText, UNFIT } from '../../domain/human-text';

const CHARACTERS_AT_MOST = 100;
const NUMBERS_AT_MOST = 3;
/** Dashes, hyphens and minus signs of every script, as word processors and address books put them into numbers. */
const DASHES = /[\p{Pd}\u2212]/gu;
/** What people write between two numbers. */
const SEPARATOR = /\s*[/,;&\n]\s*|\s+(?:atau|dan|or|and)\s+/i;
/** Labels that people write beside a number to say what kind it is. */
const LABEL = /\b(?:wa|whats ?app|hp|no|nomor|tel|telp|telepon|phone|mobile)\b[.:]*/gi;
const EMPTY_BRACKETS = /\(\s*\)/g;

/**
 * One or a few numbers, as people write them in this country; stored in E.164, separated by a comma and a space.
 * The country's numbering plan decides how many digits a number has.
 */
export function phone({ country }: { country: string }) {
  return z
    .string()
    .max(CHARACTERS_AT_MOST, { error: `must have at most ${CHARACTERS_AT_MOST} characters` })
    .transform((typed, context) => {
      const numbers = UNFIT.test(typed) ? null : numbersIn(typed, country as CountryCode);
      if (numbers) return numbers.join(', ');
      const message = 'is not a telephone number';
      context.addIssue({ code: 'custom', message, params: { rule: 'format' } });
      return z.NEVER;
    });
}

/** The numbers in E.164; null if any part is not a number. */
function numbersIn(typed: string, country: CountryCode): string[] | null {
  const folded = foldText(typed).normalize('NFKC').replace(DASHES, '-');
  const unlabelled = folded.replace(LABEL, '').replace(EMPTY_BRACKETS, '');
  const parts = unlabelled.split(SEPARATOR).filter((part) => part.trim() !== '');
  if (parts.length === 0 || parts.length > NUMBERS_AT_MOST) return null;
  const numbers = parts.map((part) => e164(completed(part, parts[0] ?? ''), country));
  return numbers.every((number) => number !== null) ? [...new Set(numbers)] : null;
}

/** In `0741-12345/54321` the second number has only its own digits; the beginning is that of the first. */
function completed(part: string, first: string): string {
  if (part === first || /^\s*[+(]?0|^\s*\+/.test(part)) return part;
  const [digits, firstDigits] = [part.replace(/\D/g, ''), first.replace(/[^\d+]/g, '')];
  return firstDigits.slice(0, Math.max(0, firstDigits.length - digits.length)) + digits;
}

function e164(written: string, country: CountryCode): string | null {
  // Other words around a number are refused: nobody can be reached at "tanya Pak RT".
  if (!/^[\p{Nd}+().\s-]+$/u.test(written)) return null;
  const readings = [
    parsePhoneNumberFromString(international(written, country)),
    parsePhoneNumberFromString(written, country),
  ];
  return readings.find((number) => number?.isPossible())?.number ?? null;
}

/** Makes a plus of a leading 00, and adds one before the country's own calling code. */
function international(written: string, country: CountryCode): string {
  const digits = written.replace(/[().\s-]/g, '');
  if (/^00[1-9]/.test(digits)) return `+${digits.slice(2)}`;
  return digits.startsWith(getCountryCallingCode(country)) ? `+${digits}` : digits;
}
