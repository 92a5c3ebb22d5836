import { createHash } from 'node:crypto';

export interface ToSolve {
  token: string;
  puzzles: number;
  zeroBits: number;
}

/** Solves a challenge as its documentation says, independently of both the service and its page. */
export function solve({ token, puzzles, zeroBits }: ToSolve): string {
  const seed = createHash('sha256').update(token).digest();
  const numbers = Array.from({ length: puzzles }, (_, puzzle) => solvePuzzle({ seed, puzzle, zeroBits }));
  return `${token}:${numbers.join(',')}`;
}

function solvePuzzle({ seed, puzzle, zeroBits }: { seed: Buffer; puzzle: number; zeroBits: number }): number {
  const attempt = Buffer.concat([seed, Buffer.alloc(8)]);
  attempt.writeUInt32BE(puzzle, 32);
  for (let number = 0; ; number += 1) {
    attempt.writeUInt32BE(number, 36);
    const bits = BigInt(`0x${createHash('sha256').update(attempt).digest('hex')}`)
      .toString(2)
      .padStart(256, '0');
    if (bits.startsWith('0'.repeat(zeroBits))) return number;
  }
}
