const OUTLINE = 2;

/**
 * Elements that show no sign of having the focus. The keyboard must have been used before, since the browser
 * shows the focus to nobody else.
 * @returns {string[]}
 */
export function focusIssues() {
  const selector = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';
  // An element in a part of a drawing that is not drawn counts as visible, but has no box.
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
 * A shape in a drawing has no box to put a ring around: its lines change instead.
 * @param {Element} target
 */
function strokes(target) {
  if (!(target instanceof SVGElement)) return '';
  return [...target.querySelectorAll('*')]
    .map((shape) => getComputedStyle(shape))
    .map(({ stroke, strokeWidth }) => `${stroke} ${strokeWidth}`)
    .join();
}
