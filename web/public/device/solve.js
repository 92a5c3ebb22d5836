/**
 * The work that the service asks for when a network is above its limit: a few seconds of hashing. It
 * runs in a page as in the service worker; time slices keep a page responsive.
 */

(() => {
  const SLICE_MS = 25;
  /** Numbers to try between two looks at the clock. */
  const BATCH = 500;

  /**
   * @param {import('./types.js').Challenge} challenge
   * @param {(solved: number) => void} onProgress how many of its puzzles are solved
   * @returns {Promise<string>} what is sent with the complaint
   */
  async function solve({ token, puzzles, zeroBits }, onProgress) {
    const seed = sha256(new TextEncoder().encode(token));
    const numbers = [];
    let sliceEnd = performance.now() + SLICE_MS;
    while (numbers.length < puzzles) {
      const block = blockFor(seed, numbers.length);
      let number = -1;
      for (let next = 0; number < 0; next += BATCH) {
        number = tryFrom(block, next, zeroBits);
        if (performance.now() < sliceEnd) continue;
        await rest();
        sliceEnd = performance.now() + SLICE_MS;
      }
      numbers.push(number);
      onProgress(numbers.length);
    }
    return `${token}:${numbers.join(',')}`;
  }

  /**
   * @param {Uint32Array} block
   * @param {number} first
   * @param {number} zeroBits
   * @returns {number} the first of a batch that solves the puzzle; -1 when none does
   */
  function tryFrom(block, first, zeroBits) {
    for (let number = first; number < first + BATCH; number += 1) {
      block[9] = number;
      const state = START.slice();
      compress(state, block);
      if (Math.clz32(state[0] ?? 0) >= zeroBits) return number;
    }
    return -1;
  }

  /**
   * Seed, puzzle and number fit into one block of the hash, padded as in FIPS 180-4.
   * @param {Uint32Array} seed
   * @param {number} puzzle
   */
  function blockFor(seed, puzzle) {
    const block = new Uint32Array(16);
    block.set(seed);
    block[8] = puzzle;
    block[10] = 0x80000000;
    block[15] = 40 * 8;
    return block;
  }

  /** setTimeout() would wait longer than a slice takes. */
  function rest() {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve(undefined);
      };
      port2.postMessage(null);
    });
  }

  /**
   * SHA-256 (FIPS 180-4). The browser's own implementation returns each hash by a promise, which takes longer than
   * the hash, and exists on HTTPS only.
   * @param {Uint8Array} bytes
   */
  function sha256(bytes) {
    const length = Math.ceil((bytes.length + 9) / 64) * 64;
    const padded = new DataView(new ArrayBuffer(length));
    new Uint8Array(padded.buffer).set(bytes);
    padded.setUint8(bytes.length, 0x80);
    padded.setUint32(length - 4, bytes.length * 8);
    const state = START.slice();
    for (let at = 0; at < length; at += 64) {
      compress(
        state,
        Uint32Array.from({ length: 16 }, (_, word) => padded.getUint32(at + 4 * word)),
      );
    }
    return state;
  }

  const primes = firstPrimes(64);
  /** First 32 bits of the fractional parts of cube roots and square roots of primes. */
  const ROUNDS = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
  const START = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

  /** @param {number} root */
  function fraction(root) {
    return ((root - Math.floor(root)) * 2 ** 32) >>> 0;
  }

  /** @param {number} count */
  function firstPrimes(count) {
    /** @type {number[]} */
    const found = [];
    for (let each = 2; found.length < count; each += 1)
      if (found.every((prime) => each % prime !== 0)) found.push(each);
    return found;
  }

  const schedule = new Uint32Array(64);

  /**
   * @param {Uint32Array} state
   * @param {Uint32Array} block
   */
  function compress(state, block) {
    const w = schedule;
    w.set(block);
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [/** @type {number} */ (w[i - 15]), /** @type {number} */ (w[i - 2])];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = /** @type {number} */ (w[i - 16]) + s0 + /** @type {number} */ (w[i - 7]) + s1;
    }
    let [a, b, c, d, e, f, g, h] =
      /** @type {[number, number, number, number, number, number, number, number]} */ (
        /** @type {unknown} */ (state)
      );
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 =
        (h + s1 + ((e & f) ^ (~e & g)) + /** @type {number} */ (ROUNDS[i]) + /** @type {number} */ (w[i])) |
        0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, index) => {
      state[index] = /** @type {number} */ (state[index]) + value;
    });
  }

  self.sikesal = { ...self.sikesal, solve };
})();
