import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { credentialId, type Credential } from '../authentication/credential';
import { invalid, malformed } from './problem';

/** How a request says that it may be repeated. */
export interface Idempotency {
  /** Null: the same request sent twice counts twice. */
  key: string | null;
  /** Distinguishes a client without a credential from all others. */
  secret: string | null;
}

export const NOT_TO_BE_REPEATED: Idempotency = { key: null, secret: null };

const KEY = 'Idempotency-Key';
const SECRET = 'Idempotency-Secret';
const PRINTABLE_ASCII = /^[\x20-\x7e]{1,255}$/;
/** 22 characters of base64url are 128 bits. */
export const SECRET_FORM = /^[\w-]{22,200}$/;

/**
 * @throws Problem `malformed` when there are two of one name, `invalid` when the key is not printable ASCII of 1 to 255
 * characters or the secret not of 22 to 200 letters, digits, `-` and `_`
 */
export function readIdempotency(request: Request): Idempotency {
  const key = readOnce(request, KEY);
  const secret = readOnce(request, SECRET);
  if (key !== null && !PRINTABLE_ASCII.test(key))
    throw badHeader(KEY, 'An Idempotency-Key has 1 to 255 printable ASCII characters.');
  if (secret !== null && !SECRET_FORM.test(secret))
    throw badHeader(
      SECRET,
      'An Idempotency-Secret has 22 to 200 letters, digits, “-” and “_”: 128 random bits.',
    );
  return { key, secret };
}

function readOnce(request: Request, name: string): string | null {
  const values = request.headersDistinct[name.toLowerCase()] ?? [];
  if (values.length > 1) throw malformed(`There is more than one ${name}.`);
  return values[0] ?? null;
}

function badHeader(header: string, detail: string) {
  return invalid([{ header, rule: 'format', detail }]);
}

/** Whose request it is, as far as is known. */
export interface Claimant {
  credential: Credential;
  idempotencySecret: string | null;
}

/**
 * The scope within which an Idempotency-Key means one request. With a credential or a secret, a client has keys of
 * its own. Other clients differ only in the body, so the body is part of the scope: nobody's key gets in another's
 * way.
 */
export function idempotencyScope(claimant: Claimant, bodyHash: Buffer): string {
  return ownScope(claimant) ?? `anonymous body:${bodyHash.toString('hex')}`;
}

/** Null without a credential and a secret. If both are given, the credential counts. */
export function ownScope({ credential, idempotencySecret }: Claimant): string | null {
  if (credential.kind !== 'none') return credentialId(credential);
  if (idempotencySecret === null) return null;
  return `anonymous secret:${createHash('sha256').update(idempotencySecret).digest('hex')}`;
}

/** Whether a repetition must come from the original sender, and not from somebody who knows key and body. */
export function isProven(claimant: Claimant): boolean {
  return ownScope(claimant) !== null;
}

/**
 * For responses with a secret that is not stored.
 * @throws Problem `invalid` for a request with an Idempotency-Key
 */
export function refuseRepetition(idempotencyKey: string | null): void {
  if (idempotencyKey === null) return;
  const detail = 'A secret that is shown once cannot be answered again, so no Idempotency-Key is taken here.';
  throw invalid([{ header: KEY, rule: 'not_here', detail }]);
}
