/** What the first bytes of a PMTiles file (version 3) say of it: https://github.com/protomaps/PMTiles. */
export interface PmtilesHeader {
  minZoom: number;
  maxZoom: number;
  bounds: { west: number; south: number; east: number; north: number };
  metadata: { offset: number; length: number };
  /** Of the metadata and of the tiles. */
  internalCompression: number;
  tileCompression: number;
  isVector: boolean;
  /** Where its last part ends: a shorter file is cut off. */
  end: number;
}

export const HEADER_BYTES = 127;
export const COMPRESSION = { none: 1, gzip: 2 } as const;
const MAGIC = 'PMTiles';
const VERSION = 3;
const VECTOR = 1;
const E7 = 1e7;

/** Returns null for what is not a PMTiles file of version 3. */
export function readPmtilesHeader(bytes: Buffer): PmtilesHeader | null {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 7) !== MAGIC || bytes[7] !== VERSION)
    return null;
  const long = (at: number) => Number(bytes.readBigUInt64LE(at));
  const degrees = (at: number) => bytes.readInt32LE(at) / E7;
  /** Root, metadata, leaves and tiles, each as its offset and length. */
  const parts = [8, 24, 40, 56];
  return {
    ...{ minZoom: bytes.readUInt8(100), maxZoom: bytes.readUInt8(101) },
    bounds: { west: degrees(102), south: degrees(106), east: degrees(110), north: degrees(114) },
    metadata: { offset: long(24), length: long(32) },
    ...{ internalCompression: bytes.readUInt8(97), tileCompression: bytes.readUInt8(98) },
    isVector: bytes.readUInt8(99) === VECTOR,
    end: Math.max(...parts.map((at) => long(at) + long(at + 8))),
  };
}
