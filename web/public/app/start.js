// On every public page: sends what this device has kept, then lets it keep the form for when there is no network.
import './install-offer.js';

const { keptAt } = document.documentElement.dataset;
if (keptAt) void import('./kept.js').then(({ showAge }) => showAge(Number(keptAt)));

/** Not while the page still loads: on a slow line that would cost the visitor. */
function whenIdle() {
  if ('requestIdleCallback' in window) window.requestIdleCallback(() => void start(), { timeout: 3_000 });
  else setTimeout(() => void start(), 1_000);
}
if (document.readyState === 'complete') whenIdle();
else window.addEventListener('load', whenIdle);

async function start() {
  if (!('indexedDB' in window)) return;
  try {
    const { sikesal } = await import('./device.js');
    await sikesal.store.set('language', document.documentElement.lang);
    const { sendSoon } = await import('./sender.js');
    await sendSoon();
    await keepForm();
    if (await sikesal.store.setting('pushKey')) {
      await import('./push-offer.js');
      await self.sikesal.push?.settle();
    }
  } catch (error) {
    // A private window that lets nothing be kept, or a line that broke: the pages work without all this.
    console.warn('this device keeps nothing', error);
  }
}

async function keepForm() {
  const worker = document.querySelector('script[data-worker]')?.getAttribute('data-worker');
  if (!worker || !navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register(worker, { updateViaCache: 'none' });
  const makeWay = () => registration.waiting?.postMessage('UPDATE');
  makeWay();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', makeWay),
  );
}
