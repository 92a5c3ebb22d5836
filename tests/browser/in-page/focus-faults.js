const OUTLINE = 2;

/**
 * What shows no sign of having the focus. The keyboard has to have been used before, as the browser shows focus to
 * nobody else.
 * @returns {string[]}
 */
export function focusFaults() {
  const selector = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
  // What lies in a part of a drawing that is not drawn counts as visible, and has no box.
  const targets = [...document.querySelectorAll(selector)].filter(
    (target) => target.checkVisibility() && target.getClientRects().length > 0,
  );
  return targets.flatMap((target) => {
    if (!(target instanceof HTMLElement || target instanceof SVGElement)) return [];
    const before = strokes(target);
    target.focus();
    if (document.activeElement !== target) return [`${target.outerHTML.slice(0, 80)} takes no focus`];
    return hasRing(target) || hasRing(target.closest('label')) || strokes(target) !== before
      ? []
      : [`${target.outerHTML.slice(0, 80)} shows no focus`];
  });
}

/** @param {Element | null} element */
function hasRing(element) {
  if (!element) return false;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= OUTLINE;
}

/**
 * What is drawn has no box to put a ring around: its lines change instead.
 * @param {Element} target
 */
function strokes(target) {
  if (!(target instanceof SVGElement)) return '';
  return [...target.querySelectorAll('*')]
    .map((shape) => getComputedStyle(shape))
    .map(({ stroke, strokeWidth }) => `${stroke} ${strokeWidth}`)
    .join();
}
