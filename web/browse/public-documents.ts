import { LRUCache } from 'lru-cache';

/** Feed readers and maps ask often; the same answer does for a minute. */
const MAX_AGE_MS = 60_000;
/** Of all that are kept together, in characters. */
const CHARACTERS_AT_MOST = 32 * 1024 * 1024;

export interface PublicDocument {
  text: string;
  /** How long caches may go on giving it. */
  maxAgeSeconds: number;
}

/** @param address names everything that the document depends on @throws what `write` throws, to all who wait for it */
export type PublicDocuments = (address: string, write: () => Promise<string>) => Promise<PublicDocument>;

/** Documents that are the same for everybody, each written once a minute however many ask for it. */
export function createPublicDocuments(): PublicDocuments {
  const cache = new LRUCache<string, string, () => Promise<string>>({
    ttl: MAX_AGE_MS,
    maxSize: CHARACTERS_AT_MOST,
    sizeCalculation: ({ length }) => Math.max(1, length),
    fetchMethod: (_address, _stale, { context: write }) => write(),
  });
  return async (address, write) => {
    const text = await cache.forceFetch(address, { context: write });
    return { text, maxAgeSeconds: Math.round(cache.getRemainingTTL(address) / 1000) };
  };
}
