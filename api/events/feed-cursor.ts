import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';

export interface FeedCursors {
  /**
   * What a client keeps in order to resume: everything up to this position was sent. Always the same for one
   * position.
   */
  encode(position: number): string;
  /** @throws InvalidCursorError if the cursor was not encoded with a known secret */
  decode(cursor: string): number;
}

const PURPOSE = 'sikesal feed cursors v1';
const BLOCK_BYTES = 16;
const POSITION_AT = 8;

/**
 * Positions count the events of all complaints, including those that a reader may not know of, so cursors are
 * encrypted: one block of AES-256 whose zero half reveals a forged one. The first secret encrypts, all of them
 * decrypt.
 * @throws RangeError without a secret
 */
export function createFeedCursors({ secrets }: { secrets: readonly { secret: string }[] }): FeedCursors {
  const keys = secrets.map(({ secret }) => Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, 32)));
  const [newest] = keys;
  if (!newest) throw new RangeError('cursors need a secret');
  return {
    encode(position) {
      const block = Buffer.alloc(BLOCK_BYTES);
      block.writeBigUInt64BE(BigInt(position), POSITION_AT);
      return createCipheriv('aes-256-ecb', newest, null)
        .setAutoPadding(false)
        .update(block)
        .toString('base64url');
    },
    decode(cursor) {
      const block = Buffer.from(cursor, 'base64url');
      if (block.length !== BLOCK_BYTES) throw new InvalidCursorError();
      for (const key of keys) {
        const plain = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(block);
        if (plain.readBigUInt64BE(0) === 0n) return Number(plain.readBigUInt64BE(POSITION_AT));
      }
      throw new InvalidCursorError();
    },
  };
}
