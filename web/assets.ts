import { dirname, join } from 'node:path';
import express, { Router } from 'express';

const MAX_AGE = '1h';
/** Their addresses carry no version, and they change with a release only. */
const VENDOR_MAX_AGE = '1d';

/** Styles, scripts and pictures of the pages: ours as they lie, and the libraries' from where npm put them. */
export function assets(folder: string): Router {
  const router = Router({ caseSensitive: true });
  const leaflet = dirname(require.resolve('leaflet/dist/leaflet.js'));
  const exifr = join(dirname(require.resolve('exifr/package.json')), 'dist', 'mini.esm.js');
  router.get('/vendor/exifr.js', (_request, response) =>
    response.sendFile(exifr, { maxAge: VENDOR_MAX_AGE }),
  );
  router.use('/vendor/leaflet', express.static(leaflet, { index: false, maxAge: VENDOR_MAX_AGE }));
  router.use(express.static(folder, { index: false, maxAge: MAX_AGE }));
  return router;
}
