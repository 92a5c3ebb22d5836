import { sikesal } from './device.js';

/** Sends what waits, now and again until it has arrived, for as long as the page is open. */
let timer = 0;

export async function sendSoon() {
  clearTimeout(timer);
  if ((await sikesal.store.entries()).length === 0) return;
  await askForSync();
  const afterMs = await sikesal.sendWaiting();
  if (afterMs !== null) timer = window.setTimeout(() => void sendSoon(), afterMs);
}

// The worker tells it if nobody is looking at this page.
self.sikesal.tellResult = async (/** @type {import('../device/types.js').Result} */ result) =>
  navigator.serviceWorker?.controller?.postMessage({ result });

window.addEventListener('online', () => void sendSoon());

/** So that the browser sends it even if every page is closed; some browsers cannot, or their user forbids it. */
async function askForSync() {
  const registration = await navigator.serviceWorker?.getRegistration();
  const sync = /** @type {{ register(tag: string): Promise<void> } | undefined} */ (
    /** @type {any} */ (registration)?.sync
  );
  try {
    await sync?.register('sikesal-send');
  } catch (error) {
    console.info('complaints are sent only while a page is open', error);
  }
}
