import type { BrowserContext, CDPSession, Page, Worker } from 'playwright-core';
import type { Phone as Subscribed } from '../support/push-service';

/**
 * A browser on a machine without Google's push service cannot subscribe. So the page's PushManager answers as that
 * service would, with the endpoint and the keys of a phone at the tests' own; all else is real.
 */
export async function subscribeAt(context: BrowserContext, { endpoint, keys }: Subscribed): Promise<void> {
  await context.addInitScript(
    `(([endpoint, keys]) => {
      const KEPT = 'push-manager-of-the-tests';
      const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
      const subscription = () => localStorage.getItem(KEPT) && {
        endpoint, options: { applicationServerKey: bytesOf(localStorage.getItem(KEPT)).buffer },
        toJSON: () => ({ endpoint, keys }),
        unsubscribe: async () => { localStorage.removeItem(KEPT); return true; },
      };
      PushManager.prototype.getSubscription = async () => subscription();
      PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
        if (!navigator.onLine) throw new DOMException('no network', 'AbortError');
        localStorage.setItem(KEPT, applicationServerKey);
        return subscription();
      };
    })(${JSON.stringify([endpoint, keys])})`,
  );
}

/** Delivers pushes to the service worker as the browser does once it has decrypted them. */
export async function openPushLine(page: Page): Promise<(data: string) => Promise<void>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations.filter(({ isDeleted }) => !isDeleted);
      if (first) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registration;
  const { origin } = new URL(page.url());
  return async (data) => {
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  };
}

interface Shown {
  title: string;
  body: string;
  tag: string;
  lang: string;
}

export function notificationsOn(page: Page): Promise<Shown[]> {
  return page.evaluate<Shown[]>(`navigator.serviceWorker.ready
    .then((registration) => registration.getNotifications())
    .then((all) => all.map(({ title, body, tag, lang }) => ({ title, body, tag, lang })))`);
}

/** Taps a notification. A script has no user's tap, so the worker may not open the window: where it would is returned. */
export function tapNotification(worker: Worker): Promise<string> {
  return worker.evaluate<string>(`(async () => {
    const [notification] = await registration.getNotifications();
    const opened = new Promise((resolve) => { clients.openWindow = async (address) => resolve(address); });
    self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    return opened;
  })()`);
}
