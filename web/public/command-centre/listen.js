const AGAIN_AFTER_MS = { least: 5_000, most: 60_000 };

/**
 * Listens for changes. After a cut the browser reconnects by itself, unless the response was not a stream: then
 * the page is fetched once, and reloaded if that leads to signing in.
 * @param {{
 *   onSign: () => void,
 *   onParts: (parts: Record<string, string>) => void,
 *   onItem: (html: string) => void,
 * }} input
 */
export function startListening({ onSign, onParts, onItem }) {
  const { source } = document.body.dataset;
  if (!source || !window.EventSource) return;
  let pauseMs = AGAIN_AFTER_MS.least;
  listen(source);

  /** @param {string} from */
  function listen(from) {
    const events = new EventSource(from);
    /** @param {string} type @param {(data: any) => void} work */
    const on = (type, work) =>
      events.addEventListener(type, ({ data, lastEventId }) => {
        from = withPosition(from, lastEventId);
        onSign();
        work(JSON.parse(data));
      });
    on('beat', () => (pauseMs = AGAIN_AFTER_MS.least));
    on('parts', ({ parts }) => onParts(parts));
    on('item', ({ html }) => onItem(html));
    events.addEventListener('error', () => {
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(() => void again(from), pauseMs);
      pauseMs = Math.min(2 * pauseMs, AGAIN_AFTER_MS.most);
    });
  }

  /** @param {string} from */
  async function again(from) {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
    // The session has ended meanwhile: the page itself says what to do.
    if (response && (response.redirected || response.status === 404)) location.reload();
    else listen(from);
  }
}

/** @param {string} source @param {string} position */
function withPosition(source, position) {
  if (position === '') return source;
  const url = new URL(source, location.href);
  url.searchParams.set('since', position);
  return url.pathname + url.search;
}
