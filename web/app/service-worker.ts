import type { Language } from '../../city/city-pack';
import type { PagesContext } from '../pages-context';
import { ICONS } from './manifest';
import { PRECACHED_ASSETS, WORKER_SCRIPTS } from './precached-assets';
import { shellAddress, shellRevision, SHELLS, type ShellName } from './shells';

/** Ends every worker: for a release that must have none. What people wrote stays, and the pages send it. */
const END = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
})()));
`;

const texts = new WeakMap<PagesContext, string>();

/**
 * The service worker's script. It differs exactly when something differs that a device keeps. Every page view asks for
 * it, and nothing in it changes while the process runs, so its pages are rendered once.
 */
export function serviceWorkerText(context: PagesContext): string {
  const text = texts.get(context) ?? compose(context);
  texts.set(context, text);
  return text;
}

function compose(context: PagesContext): string {
  if (context.isOfflineOff) return END;
  const { assets, city, map } = context;
  const asset = (name: string) => `${assets.address}/${name}`;
  const settings = {
    precache: [
      ...shells(context),
      ...city.languages.flatMap((language) =>
        [map.facts(language), map.ground(language)].map((url) => ({ url, revision: null })),
      ),
      ...PRECACHED_ASSETS.map((name) => ({ url: asset(name), revision: null })),
    ],
    languages: city.languages,
    results: Object.fromEntries(city.languages.map((language) => [language, resultsIn(context, language)])),
    // The addresses of the manifest, which outlast a release.
    pictures: { icon: `${ICONS}/192.png`, badge: `${ICONS}/badge-96.png` },
  };
  const scripts = WORKER_SCRIPTS.map((name) => `'${asset(name)}'`).join(', ');
  return `importScripts(${scripts});\nself.sikesal.startWorker(${JSON.stringify(settings)});\n`;
}

/** What a notification says when a complaint was sent without anybody looking. */
function resultsIn({ locales }: PagesContext, language: Language) {
  const { t } = locales(language);
  return { sent: t('app.result.sent', { code: '{code}' }), refused: t('app.result.refused') };
}

function shells(context: PagesContext) {
  const names = Object.keys(SHELLS) as ShellName[];
  return context.city.languages.flatMap((language) =>
    names.map((name) => ({
      url: shellAddress(language, name),
      revision: shellRevision(context, language, name),
    })),
  );
}
