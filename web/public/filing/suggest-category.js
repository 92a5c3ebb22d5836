/**
 * Puts the categories that the text speaks of first; the order of the others stays. Nothing is chosen for anybody.
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} list
 */
export function suggestCategory(text, list) {
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const order = new Map(items.map((item, index) => [item, index]));
  const arrange = () => {
    const hits = new Map(items.map((item) => [item, hitsIn(text.value, item)]));
    const rank = (/** @type {HTMLElement} */ item) =>
      (hits.get(item) ?? 0) * items.length - (order.get(item) ?? 0);
    list.append(...[...items].sort((one, other) => rank(other) - rank(one)));
  };
  // While typing, not when the text is left: leaving it is the tap on a category, which must not move away then.
  text.addEventListener('input', arrange);
  arrange();
}

/**
 * How many of its words the text has.
 * @param {string} text
 * @param {HTMLElement} item
 */
function hitsIn(text, { dataset }) {
  const written = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const words = (dataset.words ?? '').split(',').filter((word) => word !== '');
  return words.filter((word) => written.includes(` ${word.trim()} `)).length;
}
