const MINUTE_MS = 60_000;

/** Counts down the time left, each minute; screen readers do not announce it. */
export function startCountdown() {
  /** @type {ReturnType<typeof readClock>} */
  let clock = null;

  const refresh = () => {
    clock = readClock();
  };
  const tick = () => {
    if (clock) show(clock);
  };
  refresh();
  setInterval(tick, MINUTE_MS);
  // A phone that slept has missed some minutes.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && tick());
  return { refresh };
}

/** The page's deadline and its clock, and this device's clock when they were read. */
function readClock() {
  const element = document.querySelector('[data-until]');
  if (!(element instanceof HTMLElement)) return null;
  const until = Date.parse(element.dataset.until ?? '');
  return { element, until, wasNow: Date.parse(element.dataset.now ?? ''), readAt: Date.now() };
}

/** @param {NonNullable<ReturnType<typeof readClock>>} clock */
function show({ element, until, wasNow, readAt }) {
  const left = until - (wasNow + Date.now() - readAt);
  // Past the promise the whole page reads differently, so it has to come from the server.
  if (left < 0 && until >= wasNow) return;
  const minutes = Math.round(Math.abs(left) / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  const { hour = '', minute = '' } = element.dataset;
  /** @type {[number, string][]} */
  const pieces =
    hours >= 10
      ? [[Math.round(minutes / 60), hour]]
      : [
          ...(hours > 0 ? [/** @type {[number, string]} */ ([hours, hour])] : []),
          ...(minutes % 60 > 0 || hours === 0
            ? [/** @type {[number, string]} */ ([minutes % 60, minute])]
            : []),
        ];
  element.replaceChildren(
    ...pieces.flatMap(([number, unit]) => [piece('b', String(number)), ' ', piece('small', unit), ' ']),
  );
}

/** @param {string} tag @param {string} text */
function piece(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
