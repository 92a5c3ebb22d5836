import { isIP } from 'node:net';
import { z } from 'zod';

const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];
const HOPS = /^\d{1,2}$/;

/**
 * Express' `trust proxy`: how many proxies are in front, their addresses, or `false`. With a wrong value everyone
 * shares one rate limit or can forge theirs; `true` would trust anybody and is refused.
 * Source: https://expressjs.com/en/guide/behind-proxies.html
 */
export const trustProxy = z
  .string()
  .refine((text) => text === 'false' || HOPS.test(text) || text.split(',').every(isNetwork), {
    error: 'must be false, the number of proxies in front, or their addresses',
  })
  .transform((text): false | number | string => {
    if (text === 'false') return false;
    return HOPS.test(text) ? Number(text) : text;
  });

function isNetwork(entry: string): boolean {
  const network = entry.trim();
  if (NAMED_NETWORKS.includes(network)) return true;
  const [address = '', bits, ...rest] = network.split('/');
  const mostBits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (mostBits < 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= mostBits);
}
