import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';

const MARK = 'feed.';
const CURSOR = /^feed\.(0|[1-9]\d{0,14})$/;

/** What a client keeps to go on from: everything up to this position has been told. */
export function encodeFeedCursor(position: number): string {
  return Buffer.from(`${MARK}${position}`).toString('base64url');
}

/** @throws InvalidCursorError */
export function decodeFeedCursor(cursor: string): number {
  const position = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  if (position === undefined) throw new InvalidCursorError();
  return Number(position);
}
