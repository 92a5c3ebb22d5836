// Says how old a page is that this device has kept and shows without a network (`worker-pages.js`).

const MINUTE_MS = 60_000;
/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
];

/** @param {number} keptAt by this device's clock */
export function showAge(keptAt) {
  const bar = document.querySelector('[data-kept-bar]');
  const words = bar?.querySelector('span');
  if (!(bar instanceof HTMLElement) || !words) return;
  words.textContent = (bar.dataset.say ?? '').replace('{age}', ageOf(keptAt));
  bar.hidden = false;
}

/**
 * In words: “2 hours ago”. A clock that was set back makes nothing younger than now.
 * @param {number} instant
 */
function ageOf(instant) {
  const age = Math.max(0, Date.now() - instant);
  const [unit, length] = UNITS.find(([, ms]) => age >= ms) ?? ['minute', MINUTE_MS];
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
  return words.format(-Math.floor(age / length), unit);
}
