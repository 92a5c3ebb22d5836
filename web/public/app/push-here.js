// On the page of one complaint: offers that this phone is told of its news.
import { sikesal } from './device.js';
import { createPushOffer } from './push-offer.js';

const element = document.querySelector('[data-push-offer]');
if (element instanceof HTMLElement) void start(element);

/** @param {HTMLElement} element */
async function start(element) {
  /** @type {import('../device/types.js').Mine} */
  const complaint = JSON.parse(element.dataset.complaint ?? '');
  const offer = createPushOffer(element, complaint);
  sikesal.onNews(() => void offer.refresh());
  try {
    await offer.refresh();
  } catch (error) {
    // A private window that lets nothing be kept.
    console.info('this browser can be told nothing', error);
  }
}
