import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 43 letters hold 256 bits. */
const RANDOM_LETTERS = 43;
const CHECK_LETTERS = 6;
const BEGIN = 'sk_';
const FIRST_FORM = new RegExp(`^${BEGIN}[0-9A-Za-z]{${RANDOM_LETTERS}}$`);
const PRESENT_FORM = new RegExp(`^${BEGIN}[0-9A-Za-z]{${RANDOM_LETTERS + CHECK_LETTERS}}$`);
/** How much of a key is shown and stored. */
export const PREFIX_LENGTH = BEGIN.length + 6;

export interface NewSecret {
  key: string;
  /** The first letters, to recognise it by. */
  prefix: string;
  hash: Buffer;
}

/**
 * `sk_`, 43 random letters and six check letters computed from them, so that a scanner can tell real keys from
 * lookalikes.
 */
export function newSecret(): NewSecret {
  const random = Array.from({ length: RANDOM_LETTERS }, () => BASE62[randomInt(BASE62.length)]).join('');
  const key = `${BEGIN}${random}${checkLetters(random)}`;
  return { key, prefix: key.slice(0, PREFIX_LENGTH), hash: hashOfSecret(key) };
}

/** Everything in a text that has the form of a key, each once; not checked against our keys. */
export function keysIn(text: string): string[] {
  const found = text.match(new RegExp(`\\b${BEGIN}[0-9A-Za-z]+\\b`, 'g')) ?? [];
  return [...new Set(found)].filter(isWellFormedKey);
}

/** Whether it has the form of one of our keys; those of the first release have no check letters. */
export function isWellFormedKey(text: string): boolean {
  if (FIRST_FORM.test(text)) return true;
  if (!PRESENT_FORM.test(text)) return false;
  const letters = text.slice(BEGIN.length);
  return letters.slice(RANDOM_LETTERS) === checkLetters(letters.slice(0, RANDOM_LETTERS));
}

export function hashOfSecret(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** The CRC-32 of the random letters in base 62, most significant digit first. */
function checkLetters(random: string): string {
  let rest = crc32(random);
  let letters = '';
  for (let place = 0; place < CHECK_LETTERS; place += 1) {
    letters = `${BASE62[rest % BASE62.length]}${letters}`;
    rest = Math.floor(rest / BASE62.length);
  }
  return letters;
}
