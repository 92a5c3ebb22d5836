/**
 * Replaces parts with new ones. Readers keep their place: scroll positions and the focus stay. Changed values are
 * highlighted for a moment.
 * @param {Record<string, string>} parts HTML by the part's name
 */
export function swapParts(parts) {
  for (const [name, html] of Object.entries(parts)) {
    const part = document.querySelector(`[data-part="${CSS.escape(name)}"]`);
    if (part) swap(part, html);
  }
}

/** @param {Element} part @param {string} html */
function swap(part, html) {
  const scrolled = scrollersIn(part).map(({ scrollTop }) => scrollTop);
  const focused = keyOfFocus(part);
  const before = valuesIn(part);
  const template = document.createElement('template');
  template.innerHTML = html;
  part.replaceChildren(template.content);
  for (const [index, scroller] of scrollersIn(part).entries()) scroller.scrollTop = scrolled[index] ?? 0;
  if (focused) elementAt(part, focused)?.focus({ preventScroll: true });
  for (const [key, { element, value }] of valuesIn(part))
    element.classList.toggle('fresh', before.get(key)?.value !== value);
}

/** @param {Element} part */
function scrollersIn(part) {
  return [...part.querySelectorAll('[data-scrolls]')];
}

/**
 * What has the focus: the key of its row, and the index of its link in the row; -1 for the row itself.
 * @param {Element} part
 */
function keyOfFocus(part) {
  const { activeElement: active } = document;
  const keyed = active && part.contains(active) ? active.closest('[data-key]') : null;
  if (!active || !keyed) return null;
  return { key: keyed.getAttribute('data-key') ?? '', index: linksIn(keyed).indexOf(active) };
}

/**
 * @param {Element} part
 * @param {{ key: string, index: number }} focused
 * @returns {HTMLElement | SVGElement | undefined}
 */
function elementAt(part, { key, index }) {
  // The map contains its marks twice, for small and for large screens; hidden ones have no box.
  const shown = [...part.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(
    (each) => each.getClientRects().length > 0,
  );
  const target = index < 0 ? shown : shown && (linksIn(shown)[index] ?? linksIn(shown)[0]);
  return target instanceof HTMLElement || target instanceof SVGElement ? target : undefined;
}

/**
 * @param {Element} keyed
 * @returns {Element[]}
 */
function linksIn(keyed) {
  return keyed.matches('a, [tabindex]') ? [] : [...keyed.querySelectorAll('a')];
}

/** @param {Element} part */
function valuesIn(part) {
  return new Map(
    [...part.querySelectorAll('[data-value]')].map((element) => [
      element.getAttribute('data-key'),
      { element, value: element.getAttribute('data-value') },
    ]),
  );
}
