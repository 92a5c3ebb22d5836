import { FORM_ASSETS, MINE_ASSETS } from './device-pages';

const DEVICE_SCRIPTS = ['store', 'queue', 'news', 'solve', 'send', 'danger', 'personal-data'];

/** What the two kept pages load, now or later, by asset name; a test follows their imports. */
export const PRECACHED_ASSETS: readonly string[] = [
  ...new Set([
    ...['pages.css', 'mark.svg', 'pucuk-rebung.svg'],
    ...FORM_ASSETS.styles,
    ...MINE_ASSETS.styles,
    ...['vendor/leaflet/leaflet.js', 'vendor/exifreader.js', 'vendor/idb.js'],
    ...DEVICE_SCRIPTS.map((name) => `device/${name}.js`),
    ...[
      'start',
      'device',
      'sender',
      'form',
      'form-draft',
      'form-check',
      'form-review',
      'promise-today',
      'form-photos',
      'form-steps',
      'lists',
      'mine',
    ].map((name) => `app/${name}.js`),
    ...[
      'filing/place.js',
      'filing/place-dialog.js',
      'filing/base-map.js',
      'filing/street-map.js',
      'filing/search-places.js',
      'filing/find-places.js',
      'filing/map-facts.js',
      'filing/propose-landmark.js',
      'filing/suggest-category.js',
    ],
    ...['photos/photo-item.js', 'photos/read-capture.js', 'photos/show-refusal.js', 'photos/shrink-photo.js'],
  ]),
];

/** What the worker itself is made of, in this order. */
export const WORKER_SCRIPTS: readonly string[] = [
  ...['core', 'routing', 'strategies', 'precaching'].map((part) => `vendor/workbox/${part}.js`),
  'vendor/idb.js',
  ...['store', 'queue', 'news', 'solve', 'send'].map((name) => `device/${name}.js`),
  'app/worker.js',
];
