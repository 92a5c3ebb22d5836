import type { Instant } from '../../domain/instant';
import { isUuid } from '../is-uuid';
import { InvalidCursorError } from './invalid-cursor-error';

/** The last complaint of a page; the next page begins after it, whatever was filed meanwhile. */
export interface ListPosition {
  receivedAt: Instant;
  id: string;
}

/** The last instant that a JavaScript date can represent. */
const LAST_INSTANT = 8_640_000_000_000_000;

export function encodeCursor({ receivedAt, id }: ListPosition): string {
  return Buffer.from(`${receivedAt}.${id}`).toString('base64url');
}

/** @throws InvalidCursorError */
export function decodeCursor(cursor: string): ListPosition {
  const match = /^(\d{1,16})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const [, instant = '', id = ''] = match ?? [];
  const receivedAt = Number(instant);
  if (!match || receivedAt > LAST_INSTANT || !isUuid(id)) throw new InvalidCursorError();
  return { receivedAt, id };
}
