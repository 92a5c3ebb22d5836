import { isUuid } from '../is-uuid';
import { InvalidCursorError } from './invalid-cursor-error';

/** The last row of a page of a desk's list, by its sort columns. */
export interface DeskPosition {
  rank: number;
  order: number;
  id: string;
}

export function encodeDeskCursor({ rank, order, id }: DeskPosition): string {
  return Buffer.from(`${rank}.${order}.${id}`).toString('base64url');
}

/** @throws InvalidCursorError */
export function decodeDeskCursor(cursor: string): DeskPosition {
  const match = /^([0-2])\.(-?\d{1,15})\.(.{36})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  const [, rank, order, id = ''] = match ?? [];
  if (!match || !isUuid(id)) throw new InvalidCursorError();
  return { rank: Number(rank), order: Number(order), id };
}
