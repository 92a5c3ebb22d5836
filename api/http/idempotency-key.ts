import type { Request } from 'express';
import { invalid, malformed } from './problem';

const HEADER = 'idempotency-key';
const PRINTABLE_ASCII = /^[\x20-\x7e]{1,255}$/;

/** @throws Problem `malformed` when there are two, `invalid` when it is not printable ASCII of 1 to 255 characters */
export function readIdempotencyKey(request: Request): string | null {
  const values = request.headersDistinct[HEADER] ?? [];
  if (values.length > 1) throw malformed('There is more than one Idempotency-Key.');
  const [key] = values;
  if (key === undefined) return null;
  if (PRINTABLE_ASCII.test(key)) return key;
  const detail = 'An Idempotency-Key has 1 to 255 printable ASCII characters.';
  throw invalid([{ header: 'Idempotency-Key', rule: 'format', detail }]);
}

/** Where the answer holds a secret that is not kept. @throws Problem `invalid` for a request that means to be repeated */
export function refuseRepetition(idempotencyKey: string | null): void {
  if (idempotencyKey === null) return;
  const detail = 'A secret that is shown once cannot be answered again, so no Idempotency-Key is taken here.';
  throw invalid([{ header: 'Idempotency-Key', rule: 'not_here', detail }]);
}
