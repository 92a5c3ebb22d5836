const SILENCE_MS = 15_000;
const SECOND_MS = 1_000;

/** Shows how long ago the server was last heard, or that the connection is lost if that is too long. */
export function startPulse() {
  const element = document.getElementById('pulse');
  const clock = document.getElementById('clock');
  const { sayGood = '', saySeconds = '', sayLost = '', saySince = '' } = element?.dataset ?? {};
  const time = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: clock?.dataset.zone,
  });
  let heardAt = Date.now();
  setInterval(show, SECOND_MS);

  function show() {
    if (!element) return;
    const silentMs = Date.now() - heardAt;
    const isLost = silentMs > SILENCE_MS;
    const seconds = Math.max(0, Math.round(silentMs / SECOND_MS));
    element.classList.toggle('is-lost', isLost);
    element.querySelector('use')?.setAttribute('href', isLost ? '#m-alarm' : '#m-resolved');
    element.querySelector('svg')?.setAttribute('class', `mark ${isLost ? 'is-late-2' : 'is-resolved'}`);
    const bold = document.createElement('b');
    bold.textContent = isLost
      ? saySince.replace('{time}', time.format(heardAt))
      : saySeconds.replace('{count}', String(seconds));
    element.querySelector('span')?.replaceChildren(isLost ? sayLost : sayGood, ' ', bold);
  }

  return {
    beat() {
      heardAt = Date.now();
      show();
    },
  };
}
