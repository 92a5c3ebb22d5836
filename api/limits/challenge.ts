import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import type { LinkSecret } from '../../links/link-signer';

/**
 * How much work a challenge asks for. With several small puzzles it takes everybody about as long; one large
 * puzzle is a lottery.
 */
export interface Work {
  puzzles: number;
  /** Leading bits of each hash that must be zero: on average, a puzzle takes 2 to this power attempts. */
  zeroBits: number;
}

/** The challenge that a client has to solve, as `web/public/device/solve.js` does. */
export interface Challenge extends Work {
  token: string;
  expiresAt: Instant;
}

/** What a challenge was issued for: its solution is valid for nothing else. */
export interface ChallengedFiling {
  network: string;
  /** Identifies the filing. */
  subject: string;
}

/** Stateless: the signature covers what was asked for, and any process with the secret can check it. */
export interface Challenges {
  issue(filing: ChallengedFiling): Challenge;
  /** @param proof as the client sends it: the token, a colon, and a number for each puzzle */
  isSolved(proof: string, filing: ChallengedFiling): boolean;
}

interface ChallengesDeps {
  /** The first signs, all are accepted. */
  secrets: readonly LinkSecret[];
  work?: Work;
  now?: () => Instant;
}

/** 2^18 attempts: `npx tsx tests/load/measure-proof.ts` measures how long a phone takes. */
const WORK: Work = { puzzles: 16, zeroBits: 14 };
/** Enough for a slow phone, and for a page that was left open for a while. */
const GOOD_FOR_MS = 15 * 60_000;
const LENGTH_AT_MOST = 1_000;
const NUMBER_AT_MOST = 2 ** 32 - 1;
/** Key id, expiry, puzzles, bits and a random part; then the signature. */
const TOKEN = /^([\w-]{1,40})\.(\d{1,16})\.(\d{1,3})\.(\d{1,2})\.([\w-]{22})\.([\w-]{43})$/;

export function createChallenges({ secrets, work = WORK, now = Date.now }: ChallengesDeps): Challenges {
  const [newest] = secrets;
  if (!newest) throw new RangeError('challenges need a secret to be signed with');
  const secretOf = (kid: string) => secrets.find((each) => each.kid === kid)?.secret;

  return {
    issue(filing) {
      const expiresAt = now() + GOOD_FOR_MS;
      const chance = randomBytes(16).toString('base64url');
      const payload = [newest.kid, expiresAt, work.puzzles, work.zeroBits, chance].join('.');
      const token = `${payload}.${macOf(payload, filing, newest.secret).toString('base64url')}`;
      return { token, expiresAt, ...work };
    },
    isSolved(proof, filing) {
      const [token = '', numbers = ''] = proof.length <= LENGTH_AT_MOST ? proof.split(':') : [];
      const [, kid = '', expiresAt, puzzles, zeroBits, , mac = ''] = TOKEN.exec(token) ?? [];
      const secret = secretOf(kid);
      if (secret === undefined || Number(expiresAt) <= now()) return false;
      const expected = macOf(token.slice(0, -mac.length - 1), filing, secret);
      if (!timingSafeEqual(expected, Buffer.from(mac, 'base64url'))) return false;
      return areSolved(token, numbers.split(','), { puzzles: Number(puzzles), zeroBits: Number(zeroBits) });
    },
  };
}

function macOf(payload: string, { network, subject }: ChallengedFiling, secret: string): Buffer {
  const signed = JSON.stringify(['sikesal-challenge', payload, network, subject]);
  return createHmac('sha256', secret).update(signed).digest();
}

function areSolved(token: string, numbers: readonly string[], { puzzles, zeroBits }: Work): boolean {
  const seed = createHash('sha256').update(token).digest();
  return (
    numbers.length === puzzles &&
    numbers.every((number, index) => {
      if (!/^\d{1,10}$/.test(number) || Number(number) > NUMBER_AT_MOST) return false;
      return startsWithZeros(attempt(seed, index, Number(number)), zeroBits);
    })
  );
}

function attempt(seed: Buffer, puzzle: number, number: number): Buffer {
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(puzzle, 0);
  numbers.writeUInt32BE(number, 4);
  return createHash('sha256').update(seed).update(numbers).digest();
}

function startsWithZeros(hash: Buffer, bits: number): boolean {
  return Math.clz32(hash.readUInt32BE(0)) >= bits;
}
