import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { FileStream } from './reply';

/** A receiver who takes nothing for this long counts as gone, whatever the connection says. */
const STALLED_MS = 60_000;

/**
 * Sends a file while it is generated. Also resolves if the receiver leaves; a file that fails halfway is cut off.
 * @throws the file's error; if it fails before its first piece, no headers have been sent
 */
export async function sendStream(response: Response, { type, fileName, chunks }: FileStream): Promise<void> {
  const isHead = response.req.method === 'HEAD';
  const pieces = chunks[Symbol.asyncIterator]();
  // If the file fails at once, the request can still be refused properly.
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

/** Breaking off a download is the receiver's choice, not a failure. */
function isLeaving(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
