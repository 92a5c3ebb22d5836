const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The tracking code of five random bytes (40 bits): `SK-7Q4M-2XKD`, in Crockford base32. */
export function trackingCodeFrom(bytes: Uint8Array): string {
  if (bytes.length !== 5) throw new RangeError('a tracking code is made of five bytes');
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from(
    { length: 8 },
    (_, index) => CROCKFORD[Number((bits >> BigInt(35 - 5 * index)) & 31n)],
  );
  return `SK-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** Characters that surround or separate a code in mails, notes and handwriting. */
const TRIMMINGS = /[\s\p{Pd}\p{Cf}\u2212#[\](){}<>"'.,:;*_]/gu;
const LETTER = '[0-9A-HJKMNP-TV-Z]';

/**
 * A tracking code as people type it (lowercase, any dashes or none, in brackets, O for 0, I or L for 1), in its
 * canonical form; null when it can't be one.
 */
export function parseTrackingCode(typed: string): string | null {
  const plain = lettersOf(typed.normalize('NFKC').replace(TRIMMINGS, ''));
  const match = new RegExp(`^SK(${LETTER}{4})(${LETTER}{4})$`).exec(plain);
  return match ? `SK-${match[1]}-${match[2]}` : null;
}

const WITHIN =
  /(?<![\p{L}\p{N}])SK[\s\p{Pd}\u2212]*[0-9A-Z]{4}[\s\p{Pd}\u2212]*[0-9A-Z]{4}(?![\p{L}\p{N}])/giu;

/**
 * The code that somebody means, even without `SK`, or within a line of a mail or one of our URLs. For search
 * fields; our URLs identify a complaint by nothing but its code.
 */
export function findTrackingCode(typed: string): string | null {
  return trackingCodesIn(typed)[0] ?? parseTrackingCode(typed) ?? parseTrackingCode(`SK${typed}`);
}

/** The codes in a text, each once, in their canonical form. */
export function trackingCodesIn(text: string): string[] {
  return [...new Set((text.match(WITHIN) ?? []).flatMap((code) => parseTrackingCode(code) ?? []))];
}

/** A part of a code, at least half of it, with its dashes where a code has them; null for less. */
export function partOfTrackingCode(typed: string): string | null {
  const plain = lettersOf(typed.trim().replace(/[\p{Pd}\u2212]/gu, '-')).replace(/^#?(SK[\s-]*)?/, '');
  if (new RegExp(`^${LETTER}{4}-?$`).test(plain)) return `-${plain}`;
  if (new RegExp(`^${LETTER}{5,7}$`).test(plain)) return `-${plain.slice(0, 4)}-${plain.slice(4)}`;
  const isPart = new RegExp(`^${LETTER}{1,4}-${LETTER}{1,4}$`).test(plain) && plain.length > 4;
  return isPart ? plain : null;
}

function lettersOf(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
}
