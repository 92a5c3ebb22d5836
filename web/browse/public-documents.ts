import { LRUCache } from 'lru-cache';
import type { ComplaintReader } from '../../database/readers/complaint-reader';

/** Feed readers and maps ask often. The same text is served for a minute, unless something in it was hidden. */
const KEPT_MS = 60_000;
/** For all cached documents together, in characters. */
const CHARACTERS_AT_MOST = 32 * 1024 * 1024;

/** @param address names everything that the document depends on @throws what `write` throws, to all who wait */
export type PublicDocuments = (address: string, write: () => Promise<string>) => Promise<string>;

/**
 * Documents that are the same for everybody, each written at most once a minute however many ask for it. A request
 * made after something was hidden, in any process, gets a text that was begun after that.
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
