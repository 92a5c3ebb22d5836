import { dirname } from 'node:path';
import express, { Router } from 'express';

const MAX_AGE = '1h';
/** Their addresses carry no version, and they change with a release only. */
const VENDOR_MAX_AGE = '1d';

/** Styles, scripts and pictures of the pages: ours as they lie, and the libraries' from where npm put them. */
export function assets(folder: string): Router {
  const router = Router({ caseSensitive: true });
  const leaflet = dirname(require.resolve('leaflet/dist/leaflet.js'));
  const exifReader = require.resolve('exifreader');
  router.get('/vendor/exifreader.js', (_request, response) =>
    response.sendFile(exifReader, { maxAge: VENDOR_MAX_AGE }),
  );
  router.use('/vendor/leaflet', express.static(leaflet, { index: false, maxAge: VENDOR_MAX_AGE }));
  router.use(express.static(folder, { index: false, maxAge: MAX_AGE }));
  return router;
}
