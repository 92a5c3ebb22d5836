import { createHmac, timingSafeEqual } from 'node:crypto';

const PURPOSES = ['reporter', 'confirm', 'stop', 'act'] as const;

/**
 * What a mailed link about a complaint allows: `reporter` to follow a complaint and act on it as its reporter,
 * `confirm` to confirm an address, `stop` to stop mails, `act` for staff to act from their mailbox.
 */
export type LinkPurpose = (typeof PURPOSES)[number];

/** A link about one complaint. */
export interface ComplaintClaims {
  /** The complaint of the link's holder; for a merged reporter their own, not the survivor. */
  complaintId: string;
  /** Recipient reference: `reporter:<complaintId>`, `supporter:<id>`, `agency:pupr`. */
  recipient: string;
  purpose: LinkPurpose;
  /** Increased to revoke every earlier link: the reporter's token generation, or the assignment for staff. */
  generation: number;
}

/** A link that opens one photo of a complaint and nothing else, since people keep pictures and pass them on. */
export interface PhotoClaims extends Omit<ComplaintClaims, 'purpose'> {
  purpose: 'photo';
  photoId: string;
}

/** A link that signs in a member of staff. The request that it names limits it to one use and a short time. */
export interface SignInClaims {
  purpose: 'sign_in';
  /** Id of the request for the link. */
  signInId: string;
  /** `staff:<id>`. */
  recipient: string;
}

export type LinkClaims = ComplaintClaims | PhotoClaims | SignInClaims;

/** The claims of a photo's link, from the claims of the recipient's own link. */
export function photoClaims(
  { complaintId, recipient, generation }: Omit<ComplaintClaims, 'purpose'>,
  photoId: string,
): PhotoClaims {
  return { purpose: 'photo', complaintId, recipient, generation, photoId };
}

export interface LinkSecret {
  kid: string;
  secret: string;
}

export interface LinkSigner {
  /** The same claims always give the same token, so that a later mail can carry the same link again. */
  sign(claims: LinkClaims): string;
  /** Null for a token that was not signed with a known secret. The caller compares purpose and generation. */
  verify(token: string): LinkClaims | null;
}

// Every valid token is far shorter; avoids hashing megabytes for a stranger.
const MAX_TOKEN_LENGTH = 1_000;

/**
 * Signs with the first secret and accepts all of them. To rotate, put a new one first, and drop the old one once
 * its links may stop working.
 * @throws RangeError without a secret or with two of the same name.
 */
export function createLinkSigner({ secrets }: { secrets: readonly LinkSecret[] }): LinkSigner {
  const [newest] = secrets;
  const byKid = new Map(secrets.map(({ kid, secret }) => [kid, secret]));
  if (!newest) throw new RangeError('links need a secret to be signed with');
  if (byKid.size !== secrets.length) throw new RangeError('two link secrets have one name');
  return {
    sign(claims) {
      const payload = encodeClaims(newest.kid, claims);
      return `${payload}.${macOf(payload, newest.secret).toString('base64url')}`;
    },
    verify(token) {
      const match = token.length <= MAX_TOKEN_LENGTH ? /^([\w-]+)\.([\w-]{43})$/.exec(token) : null;
      if (!match) return null;
      const [, payload = '', mac = ''] = match;
      const decoded = decodeClaims(payload);
      if (!decoded) return null;
      const secret = byKid.get(decoded.kid);
      if (secret === undefined) return null;
      return isSame(macOf(payload, secret), mac) ? decoded.claims : null;
    },
  };
}

function macOf(payload: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`sikesal-link:${payload}`).digest();
}

// The last of 43 base64url letters has spare bits: only the canonical form is accepted.
function isSame(expected: Buffer, mac: string): boolean {
  const given = Buffer.from(mac, 'base64url');
  return timingSafeEqual(expected, given) && given.toString('base64url') === mac;
}

// Mails already sent must keep working: never change content or order of this list for complaints.
function encodeClaims(kid: string, claims: LinkClaims): string {
  return Buffer.from(JSON.stringify([kid, ...partsOf(claims)])).toString('base64url');
}

function partsOf(claims: LinkClaims): unknown[] {
  const { purpose, recipient } = claims;
  if (purpose === 'sign_in') return [purpose, claims.signInId, recipient];
  const ofComplaint = [purpose, claims.generation, claims.complaintId, recipient];
  return purpose === 'photo' ? [...ofComplaint, claims.photoId] : ofComplaint;
}

interface Decoded {
  kid: string;
  claims: LinkClaims;
}

function decodeClaims(payload: string): Decoded | null {
  const parts = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  if (!Array.isArray(parts)) return null;
  if (parts[1] === 'sign_in') return decodeSignIn(parts);
  return parts[1] === 'photo' ? decodePhoto(parts) : decodeComplaint(parts);
}

function decodeSignIn([kid, , signInId, recipient, ...rest]: unknown[]): Decoded | null {
  if (typeof kid !== 'string' || typeof signInId !== 'string' || typeof recipient !== 'string') return null;
  return rest.length === 0 ? { kid, claims: { purpose: 'sign_in', signInId, recipient } } : null;
}

function decodeComplaint([kid, purpose, ...parts]: unknown[]): Decoded | null {
  const [generation, complaintId, recipient, ...rest] = parts;
  const holder = holderOf({ generation, complaintId, recipient });
  if (typeof kid !== 'string' || !holder || rest.length > 0 || !isPurpose(purpose)) return null;
  return { kid, claims: { ...holder, purpose } };
}

function decodePhoto([
  kid,
  ,
  generation,
  complaintId,
  recipient,
  photoId,
  ...rest
]: unknown[]): Decoded | null {
  const holder = holderOf({ generation, complaintId, recipient });
  if (typeof kid !== 'string' || !holder || rest.length > 0 || typeof photoId !== 'string') return null;
  return { kid, claims: { ...holder, purpose: 'photo', photoId } };
}

type Holder = Omit<ComplaintClaims, 'purpose'>;

function holderOf({ generation, complaintId, recipient }: Record<keyof Holder, unknown>): Holder | null {
  if (typeof complaintId !== 'string' || typeof recipient !== 'string') return null;
  if (!Number.isSafeInteger(generation)) return null;
  return { complaintId, recipient, generation: Number(generation) };
}

function isPurpose(value: unknown): value is LinkPurpose {
  return PURPOSES.some((purpose) => purpose === value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
