const SECOND_MS = 1_000;

/** Shows the city's time by the server's clock: the clock of a wall's computer may be wrong. */
export function startClock() {
  const element = document.getElementById('clock');
  const time = element?.querySelector('time');
  const day = element?.querySelector('span');
  if (!element || !time || !day) return;
  const language = document.documentElement.lang;
  const { zone: timeZone } = element.dataset;
  const hour = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const aheadMs = Number(element.dataset.now) - Date.now();
  let shown = '';
  setInterval(() => {
    const now = new Date(Date.now() + aheadMs);
    const words = hour.format(now);
    if (words === shown) return;
    shown = words;
    time.textContent = words;
    time.dateTime = now.toISOString();
    day.textContent = date.format(now).replace(',', '');
  }, SECOND_MS);
}
