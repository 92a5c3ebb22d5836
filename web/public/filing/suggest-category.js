import '../device/phrases.js';

/**
 * Moves the categories that fit the text to the top; the others keep their order. Nothing is chosen for anybody.
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
  // While typing, not when the field loses focus: that is the tap on a category, which must not move then.
  text.addEventListener('input', arrange);
  arrange();
}

/**
 * How many of the category's words occur in the text.
 * @param {string} text
 * @param {HTMLElement} item
 */
function hitsIn(text, { dataset }) {
  return self.sikesal.phrases.countPhrases(text, (dataset.words ?? '').split(','));
}
