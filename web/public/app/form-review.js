/**
 * @typedef {import('../device/types.js').Fields} Fields
 * @typedef {Record<string, string>} Says
 */

/**
 * The last look before "send".
 * @param {HTMLElement} section
 * @param {{ fields: Fields, contact: Fields, photoCount: number, districtName: string, hints: string[],
 * category: { name: string, agency: string, promise: string } }} shown
 * @param {Says} says
 */
export function showReview(section, { fields, contact, photoCount, districtName, hints, category }, says) {
  const fill = filler(section);
  const told = Object.values(contact).filter((value) => value?.trim());
  const place = [fields.latitude ? says.marked : districtName, fields.landmark].filter(Boolean);
  const shown = [
    ...(fields.anonymous ? [says.anonymous] : []),
    ...(fields.confidential ? [says.confidential] : []),
  ];
  fill('kind', category.name);
  fill('text', (fields.description ?? '').trim());
  fill('photos', photoWords(photoCount, says));
  fill('place', place.join(', '));
  fill('contact', told.join(', ') || (says.noContact ?? ''));
  fill('shown', shown.join(', ') || (says.openToAll ?? ''));
  fill('agency', category.agency);
  fill('promise', category.promise);
  fill('hints', hints.join(' ')).hidden = hints.length === 0;
  fill('outage', '').hidden = true;
}

/** @param {number} count @param {Says} says */
function photoWords(count, says) {
  if (count === 0) return says.noPhoto ?? '';
  return count === 1 ? (says.onePhoto ?? '') : (says.photoCount ?? '').replace('{count}', String(count));
}

/**
 * @param {HTMLElement} section
 * @param {{ promise: string, outage: string | null }} today
 */
export function showOutage(section, { promise, outage }) {
  const fill = filler(section);
  fill('promise', promise);
  fill('outage', outage ?? '').hidden = outage === null;
}

/** @param {HTMLElement} section */
function filler(section) {
  return (/** @type {string} */ slot, /** @type {string} */ words) => {
    const place = /** @type {HTMLElement} */ (section.querySelector(`[data-slot="${slot}"]`));
    place.textContent = words;
    return place;
  };
}
