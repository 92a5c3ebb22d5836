import { setTimeout as delay } from 'node:timers/promises';
import { Transform } from 'node:stream';

/** How slow a network is, in each direction. */
export interface Pace {
  bytesPerSecond: number;
  roundTripMs: number;
}

/** Connections take turns by pieces of this size, as they do by packets. */
const PIECE_BYTES = 2_920;

/**
 * One direction of a slow line. All streams that it makes share the line's bytes per second; each is open after a
 * round trip, and each piece travels for half of one.
 */
export function createPacer({ bytesPerSecond, roundTripMs }: Pace): () => Transform {
  let isFreeAt = 0;
  return () => {
    const isOpenAt = Date.now() + roundTripMs;
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        void (async () => {
          for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
            const piece = chunk.subarray(from, from + PIECE_BYTES);
            isFreeAt = Math.max(isFreeAt, isOpenAt, Date.now()) + (piece.length / bytesPerSecond) * 1000;
            await delay(isFreeAt - Date.now());
            setTimeout(() => this.push(piece), roundTripMs / 2);
          }
          done();
        })();
      },
      flush(done) {
        setTimeout(done, roundTripMs / 2);
      },
    });
  };
}
