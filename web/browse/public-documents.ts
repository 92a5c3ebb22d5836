import { LRUCache } from 'lru-cache';
import type { ComplaintReader } from '../../database/readers/complaint-reader';

/** Feed readers and maps ask often; the same text does for a minute, unless something in it was taken back. */
const KEPT_MS = 60_000;
/** Of all that are kept together, in characters. */
const CHARACTERS_AT_MOST = 32 * 1024 * 1024;

/** @param address names everything that the document depends on @throws what `write` throws, to all who wait for it */
export type PublicDocuments = (address: string, write: () => Promise<string>) => Promise<string>;

/**
 * Documents that are the same for everybody, each written once a minute however many ask for it. Who asks after something
 * was hidden gets a text that was begun after that, in whichever process it was hidden.
 */
export function createPublicDocuments(complaints: Pick<ComplaintReader, 'publicRevision'>): PublicDocuments {
  const cache = new LRUCache<string, string, () => Promise<string>>({
    ttl: KEPT_MS,
    maxSize: CHARACTERS_AT_MOST,
    sizeCalculation: ({ length }) => Math.max(1, length),
    fetchMethod: (_address, _stale, { context: write }) => write(),
  });
  return async (address, write) =>
    cache.forceFetch(`${await complaints.publicRevision()} ${address}`, { context: write });
}
