/** The least heights and widths, in CSS pixels, of what is pressed. */
const CONTROL = 48;
const TARGET = 44;
const INLINE = 24;

/** These are pressed through their labels, whatever they look like themselves. */
const FOR_LABELS = 'input[type="checkbox"], input[type="radio"], input[type="file"]';

/** Squares over a picture, as fine as a face: people see which are ticked before anything is done. */
const SQUARES = '.blur-grid input';

/** Allows for the browser's rounding. */
const SLACK = 0.5;

/**
 * What does not fit the page's width, and what is too small for a thumb.
 * @returns {string[]}
 */
export function layoutIssues() {
  return [...sidewaysIssues(), ...targetIssues()];
}

/** @returns {string[]} */
export function sidewaysIssues() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + SLACK && isShown(element),
  );
  return [`scrolls sideways (${scrollWidth} > ${clientWidth}): ${wide.slice(0, 3).map(nameOf).join(', ')}`];
}

/** @returns {string[]} */
function targetIssues() {
  const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')];
  return targets.filter(isForThumbs).flatMap((target) => {
    const { width, height } = pressable(target);
    const wanted = wantedSize(target);
    if (width + SLACK >= wanted.width && height + SLACK >= wanted.height) return [];
    const sizes = [width, height, wanted.width, wanted.height].map(Math.round);
    return [`${nameOf(target)} is ${sizes[0]} × ${sizes[1]}, not ${sizes[2]} × ${sizes[3]}`];
  });
}

/** @param {Element} target */
function isForThumbs(target) {
  const isHidden = target.matches('input[type="hidden"], [aria-hidden="true"], [disabled]');
  return !isHidden && isShown(target);
}

/**
 * A checkbox is pressed through its label, and a link within text through its line.
 * @param {Element} target
 */
function pressable(target) {
  const own = target.getBoundingClientRect();
  if (isInline(target)) {
    return {
      width: own.width,
      height: Math.max(own.height, parseFloat(getComputedStyle(target).lineHeight)),
    };
  }
  if (!target.matches(FOR_LABELS)) return own;
  const label = target.closest('label') ?? document.querySelector(`label[for="${CSS.escape(target.id)}"]`);
  const around = label?.getBoundingClientRect();
  return around && around.height > own.height ? around : own;
}

/** @param {Element} target */
function wantedSize(target) {
  if (isInline(target)) return { width: 0, height: INLINE };
  if (target.matches(SQUARES)) return { width: INLINE, height: INLINE };
  const isControl = target.matches('select, textarea, input, .btn:not(.btn-small)');
  return { width: TARGET, height: isControl && !target.matches(FOR_LABELS) ? CONTROL : TARGET };
}

/** @param {Element} target */
function isInline(target) {
  return target.matches('a') && getComputedStyle(target).display === 'inline';
}

/** @param {Element} element */
function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
}

/** @param {Element} element */
function nameOf(element) {
  const id = element.id ? `#${element.id}` : '';
  const words = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30);
  return `<${element.localName}${id} class="${element.getAttribute('class') ?? ''}">${words}`;
}
