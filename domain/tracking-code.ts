const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The public number of a complaint from five random bytes (40 bits): `SK-7Q4M-2XKD`, Crockford base32. */
export function trackingCodeFrom(bytes: Uint8Array): string {
  if (bytes.length !== 5) throw new RangeError('a tracking code is made of five bytes');
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from(
    { length: 8 },
    (_, index) => CROCKFORD[Number((bits >> BigInt(35 - 5 * index)) & 31n)],
  );
  return `SK-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/**
 * A tracking code as people type it (small letters, no dashes, O for 0, I or L for 1), in its own form;
 * null when it can't be one.
 */
export function parseTrackingCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const match = /^SK([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})$/.exec(plain);
  return match ? `SK-${match[1]}-${match[2]}` : null;
}
