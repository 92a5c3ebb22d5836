const EVERY_MS = 30_000;

/** Asks at intervals what has come since the page was read, and offers it: rows never jump under a finger. */
export function watchNews() {
  const news = document.querySelector('#news');
  const words = news?.querySelector('span');
  const source = news instanceof HTMLElement ? news.dataset.source : undefined;
  if (!(news instanceof HTMLElement) || !words || !source) return;
  const ask = async () => {
    if (document.hidden) return;
    const latest = await read(source);
    if (latest === null || latest.count === 0 || latest.text === words.textContent) return;
    words.textContent = latest.text;
    news.hidden = false;
  };
  setInterval(ask, EVERY_MS);
  document.addEventListener('visibilitychange', ask);
}

/**
 * Null when there is no answer now: signed out meanwhile, or offline. The next request may succeed.
 * @param {string} source
 * @returns {Promise<{count: number, text: string} | null>}
 */
async function read(source) {
  try {
    const response = await fetch(source, { headers: { Accept: 'application/json' }, redirect: 'error' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
