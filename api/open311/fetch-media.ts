import { rm } from 'node:fs/promises';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { spooled, type SpooledFile } from '../../photos/sent-picture';
import type { GuardedRequest } from '../../network/guarded-request';
import { OutgoingError } from '../../network/outgoing-error';
import { Problem, unavailable } from '../http/problem';

/** The client waits meanwhile, and gives up after some 30 s. */
const TIMEOUT_MS = 10_000;
/** Each holds one picture in memory at a time; fetched pictures wait on disk until they are processed. */
const REQUESTS_AT_ONCE = 4;
/** However slowly one application's pictures come, those of others are still fetched. */
const REQUESTS_AT_ONCE_OF_KEY = 2;

/**
 * Fetches pictures and passes them to `use`; their slot is freed when `use` is done.
 * @throws Problem `photo_refused`, `unavailable`, and whatever `use` throws
 */
export type FetchMedia = <Result>(
  media: Media,
  use: (pictures: SpooledFile[]) => Promise<Result>,
) => Promise<Result>;

interface Media {
  urls: readonly string[];
  /** Whose request it is, as an id of their credential. */
  credentialId: string;
}

/**
 * Fetches pictures that a client names only by their address; they are checked like any upload afterwards. Every
 * failure gives the same message, whatever the cause, so that nobody can probe our network with it. Create one per
 * process: the limits apply within one.
 */
export function createFetchMedia({ outgoing }: { outgoing: GuardedRequest }): FetchMedia {
  const held = new Map<string, number>();
  const heldOf = (credentialId: string) => held.get(credentialId) ?? 0;
  const isFull = (credentialId: string) =>
    [...held.values()].reduce((sum, each) => sum + each, 0) >= REQUESTS_AT_ONCE ||
    heldOf(credentialId) >= REQUESTS_AT_ONCE_OF_KEY;

  function release(credentialId: string): void {
    const left = heldOf(credentialId) - 1;
    if (left > 0) held.set(credentialId, left);
    else held.delete(credentialId);
  }

  async function fetchOne(url: string): Promise<Buffer> {
    try {
      const { status, body } = await outgoing({
        ...{ url, method: 'GET', headers: { accept: 'image/jpeg, image/png, image/webp' } },
        ...{ timeoutMs: TIMEOUT_MS, maxBytes: PHOTO_LIMITS.bytesAtMost },
      });
      if (status === 200) return body;
    } catch (error) {
      if (!(error instanceof OutgoingError)) throw error;
    }
    throw unfetched();
  }

  return async ({ urls, credentialId }, use) => {
    if (urls.length === 0) return use([]);
    if (isFull(credentialId)) throw unavailable('Too many pictures are being fetched.');
    held.set(credentialId, heldOf(credentialId) + 1);
    const pictures: SpooledFile[] = [];
    try {
      for (const url of urls) pictures.push(await spooled(await fetchOne(url)));
      return await use(pictures);
    } finally {
      for (const { path } of pictures) await rm(path, { force: true });
      release(credentialId);
    }
  };
}

function unfetched(): Problem {
  const megabytes = PHOTO_LIMITS.bytesAtMost / 1024 / 1024;
  const detail =
    'media_url could not be fetched. It has to be a picture at a public https address that is there at once, ' +
    `without a redirect, of at most ${megabytes} MB.`;
  return new Problem({ code: 'photo_refused', detail });
}
