import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';

export interface Assets {
  /** What every asset's address begins with, without a slash at its end; changes when any asset changes. */
  address: string;
  /** To be mounted under `/assets`. */
  router: Router;
}

interface Library {
  /** Where it is served, next to our own files. */
  path: string;
  /** A file, or a folder with all that it needs. */
  source: string;
}

const LIBRARIES: readonly Library[] = [
  { path: '/vendor/leaflet', source: dirname(require.resolve('leaflet/dist/leaflet.js')) },
  {
    path: '/vendor/protomaps-leaflet.js',
    source: join(dirname(require.resolve('protomaps-leaflet/package.json')), 'dist/protomaps-leaflet.js'),
  },
  { path: '/vendor/exifreader.js', source: require.resolve('exifreader') },
  { path: '/vendor/idb.js', source: require.resolve('idb/build/umd.js') },
  ...['core', 'routing', 'strategies', 'precaching'].map((part) => ({
    path: `/vendor/workbox/${part}.js`,
    source: require.resolve(`workbox-${part}/build/workbox-${part}.prod.js`),
  })),
];

/** What never changes needs no validators. */
const VERSIONED = { immutable: true, maxAge: '365d', etag: false, lastModified: false, acceptRanges: false };
/** A page of the previous release may still ask for its assets; it gets today's, which are not cached. */
const OF_ANOTHER_RELEASE = { maxAge: 0 };
/** Addresses within scripts that name no version. */
const UNVERSIONED = { maxAge: '1h' };

/** Headers that protect documents. On a slow line, a page's forty scripts would pay more for them than for what they say. */
const OF_DOCUMENTS = [
  ...['Content-Security-Policy', 'Cross-Origin-Opener-Policy', 'Origin-Agent-Cluster', 'Referrer-Policy'],
  ...['X-DNS-Prefetch-Control', 'X-Download-Options', 'X-Frame-Options', 'X-XSS-Protection'],
  ...['X-Permitted-Cross-Domain-Policies', 'Strict-Transport-Security', 'Cross-Origin-Resource-Policy'],
];

/**
 * Styles, scripts and pictures of the pages: our own as they are, and the libraries' from where npm put them. One
 * version, the hash of all of them, is the first part of every address, so relative references between assets have
 * it, too.
 */
export function createAssets(folder: string): Assets {
  const version = hashOf([folder, ...LIBRARIES.map(({ source }) => source)]);
  const router = Router({ caseSensitive: true });
  router.use(withoutHeadersOfDocuments);
  router.use(`/${version}`, files(folder, VERSIONED));
  router.use(/^\/[0-9a-f]{16}(?=\/)/, files(folder, OF_ANOTHER_RELEASE));
  router.use(files(folder, UNVERSIONED));
  return { address: `/assets/${version}`, router };
}

/** A picture that is opened by its address is a document. */
const withoutHeadersOfDocuments: RequestHandler = (request, response, next) => {
  if (!request.path.endsWith('.svg')) for (const name of OF_DOCUMENTS) response.removeHeader(name);
  next();
};

function files(folder: string, caching: object): Router {
  const router = Router({ caseSensitive: true });
  for (const { path, source } of LIBRARIES) router.use(path, serve(source, caching));
  router.use(serve(folder, caching));
  return router;
}

function serve(source: string, caching: object): RequestHandler {
  return express.static(source, { index: false, ...caching });
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of filesIn(source)) hash.update(file.slice(source.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function filesIn(source: string): string[] {
  if (statSync(source).isFile()) return [source];
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
