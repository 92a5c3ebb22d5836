import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileStream } from './reply';

/** Who takes nothing for so long has gone, whatever their connection says. */
const STALLED_MS = 60_000;

/**
 * Sends a file as it is made. Resolves also when the receiver has left; a file that fails on the way is cut off.
 * @throws what the file failed with; before its first piece is there, no header has left
 */
export async function sendStream(response: Response, { type, fileName, chunks }: FileStream): Promise<void> {
  const isHead = response.req.method === 'HEAD';
  const pieces = chunks[Symbol.asyncIterator]();
  // What cannot even begin can still be refused properly.
  const first = isHead ? null : await pieces.next();
  response.attachment(fileName).set('Content-Type', type);
  if (first === null) {
    response.end();
    return;
  }
  response.setTimeout(STALLED_MS, () => response.destroy());
  try {
    await pipeline(Readable.from(goOn(first, pieces), { highWaterMark: 1 }), response);
  } catch (error) {
    if (!isLeaving(error)) throw error;
  }
}

async function* goOn(first: IteratorResult<string>, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value;
  } finally {
    await pieces.return?.();
  }
}

/** That somebody breaks off a download is theirs to do, and no failure. */
function isLeaving(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
