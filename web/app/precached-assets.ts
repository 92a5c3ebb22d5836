import { FORM_ASSETS, MINE_ASSETS } from './device-pages';

const DEVICE_SCRIPTS = [
  'store',
  'queue',
  'news',
  'solve',
  'push',
  'send',
  'phrases',
  'danger',
  'personal-data',
  'service-for',
  'likely-email',
];

/** Of the pages that a device keeps once they were looked at. */
const STYLES_OF_KEPT_PAGES = ['browse.css', 'map.css'];

/** What the two kept pages load, now or later, by asset name; a test follows their imports. */
export const PRECACHED_ASSETS: readonly string[] = [
  ...new Set([
    ...['pages.css', 'mark.svg', 'pucuk-rebung.svg'],
    ...FORM_ASSETS.styles,
    ...MINE_ASSETS.styles,
    ...STYLES_OF_KEPT_PAGES,
    ...['vendor/leaflet/leaflet.js', 'vendor/exifreader.js', 'vendor/idb.js'],
    ...DEVICE_SCRIPTS.map((name) => `device/${name}.js`),
    ...[
      'start',
      'install-offer',
      'invitation',
      'kept',
      'meant-email',
      'notify-offer',
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
      'push-offer',
      'mine',
      'mine-words',
      'refresh-mine',
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
      'filing/point-elsewhere.js',
    ],
    ...['photos/photo-item.js', 'photos/read-capture.js', 'photos/show-refusal.js', 'photos/shrink-photo.js'],
  ]),
];

/** What the worker itself is made of, in this order. */
export const WORKER_SCRIPTS: readonly string[] = [
  ...['core', 'routing', 'strategies', 'precaching'].map((part) => `vendor/workbox/${part}.js`),
  'vendor/idb.js',
  ...['store', 'queue', 'news', 'solve', 'push', 'send'].map((name) => `device/${name}.js`),
  'app/worker-pages.js',
  'app/worker-results.js',
  'app/worker.js',
];
