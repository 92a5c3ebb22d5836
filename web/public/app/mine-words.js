const OPEN = ['submitted', 'assigned', 'acknowledged', 'in_progress'];
/** From the largest; what is smaller than a minute is a minute. */
const UNITS = /** @type {const} */ ([
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]);

/**
 * What was last known of a complaint, in words, and how old that is; null before the first answer.
 * @param {Pick<import('../device/types.js').Mine, 'last'>} complaint
 */
export function describeMine({ last }) {
  const element = document.querySelector('[data-mine-facts]');
  if (!last || !(element instanceof HTMLElement)) return null;
  const { statuses, agencies, says } = JSON.parse(element.dataset.mineFacts ?? '{}');
  const isDue = OPEN.includes(last.status) && last.resolveBy !== null;
  return {
    by: (isDue ? says.state : says.over)
      .replace('{status}', statuses[last.status] ?? last.status)
      .replace('{holder}', agencies[last.agency] ?? last.agency)
      // In hours, as it was promised, and rounded as on the complaint's own page.
      .replace('{due}', isDue ? fromNow(Date.parse(last.resolveBy ?? ''), UNITS.slice(1)) : ''),
    age: says.asOf.replace('{age}', fromNow(last.at, UNITS)),
  };
}

/** @param {number} at @param {readonly (typeof UNITS)[number][]} units */
function fromNow(at, units) {
  const ms = at - Date.now();
  const [unit, length] = units.find(([, each]) => Math.abs(ms) >= each) ?? UNITS[2];
  const count = Math.round(ms / length) || (ms < 0 ? -1 : 1);
  return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'always' }).format(
    count,
    unit,
  );
}
