import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Router } from 'express';
import { HEADER_BYTES } from '../../city/pmtiles-header';

/** The city's map with all its streets, for the map on which a place is marked. */
export interface StreetMap {
  /** Where browsers read it, part by part. */
  address: string;
  /** Its origin, if that is not ours. */
  origin: string | null;
  /** To be mounted under `/map`, if the file is ours to serve. */
  router: Router | null;
}

/** Never compressed on the way: a part of a compressed file would be no part of the file. */
const CACHING = 'public, max-age=31536000, immutable, no-transform';
const NAME = 'city.pmtiles';

/** @throws Error when the file cannot be read */
export function openStreetMap(location: string): StreetMap {
  if (location.startsWith('https://'))
    return { address: location, origin: new URL(location).origin, router: null };
  const path = resolve(location);
  const { version, isSame } = versionOf(path);
  return { address: `/map/${version}/${NAME}`, origin: null, router: serve(path, { version, isSame }) };
}

interface FileVersion {
  version: string;
  /** Whether the file is still the one that was opened. */
  isSame: () => Promise<boolean>;
}

/** A map file has many megabytes, so its beginning, its size and its time of change stand for its content. */
function versionOf(path: string): FileVersion {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  readSync(file, header);
  closeSync(file);
  const { size, mtimeMs } = statSync(path);
  const hash = createHash('sha256').update(header).update(`${size} ${mtimeMs}`);
  return {
    version: hash.digest('hex').slice(0, 16),
    isSame: async () => {
      const now = await stat(path);
      return now.size === size && now.mtimeMs === mtimeMs;
    },
  };
}

/** Parts of two versions must never be mixed, so another version is not found: the page draws the facts instead. */
function serve(path: string, { version, isSame }: FileVersion): Router {
  const router = Router({ caseSensitive: true });
  router.get(`/:version/${NAME}`, async ({ params }, response, next) => {
    if (params.version !== version || !(await isSame())) return next();
    response.set({ 'Cache-Control': CACHING, 'Content-Type': 'application/vnd.pmtiles' });
    response.sendFile(path, { cacheControl: false, dotfiles: 'allow' });
  });
  return router;
}
