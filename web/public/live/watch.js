import { isBeingTyped } from './typing.js';

const AGAIN_AFTER_MS = { least: 10_000, most: 60_000 };

/**
 * Listens for news, fetches the page again and swaps its parts, but never one that somebody is typing in.
 * @param {{ onSwap: () => void }} input
 */
export function startWatching({ onSwap }) {
  const root = document.getElementById('live');
  if (!root || !root.dataset.source || !window.EventSource) return;
  const { source, sayLost = '', sayWaiting = '', sayNews = '' } = root.dataset;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  let shown = Number(root.dataset.sequence);
  let lastNews = new Date();
  let pauseMs = AGAIN_AFTER_MS.least;

  listen();

  function listen() {
    const events = new EventSource(/** @type {string} */ (source));
    events.addEventListener('open', () => {
      pauseMs = AGAIN_AFTER_MS.least;
      state('');
    });
    events.addEventListener('message', ({ data }) => void hear(JSON.parse(data).sequence));
    events.addEventListener('error', () => {
      state(sayLost.replace('{time}', time.format(lastNews)));
      // The browser reconnects by itself, unless the response was not a stream.
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, pauseMs);
      pauseMs = Math.min(2 * pauseMs, AGAIN_AFTER_MS.most);
    });
  }

  /** @param {number} sequence */
  async function hear(sequence) {
    lastNews = new Date();
    if (sequence <= shown) return;
    const response = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
    // The page is gone or out of reach; the end of the stream will say so.
    if (!response?.ok) return;
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    const before = shown;
    shown = Number(next.getElementById('live')?.dataset.sequence ?? sequence);
    const isWhole = swap(next);
    state(isWhole ? '' : sayWaiting);
    announce(before);
    onSwap();
  }

  /** @param {Document} next @returns {boolean} whether every part could be swapped */
  function swap(next) {
    let isWhole = true;
    for (const part of document.querySelectorAll('[data-live]')) {
      const fresh = next.querySelector(`[data-live="${part.getAttribute('data-live')}"]`);
      if (!fresh) continue;
      if (isBeingTyped(part)) isWhole = false;
      else part.replaceWith(unfolded(part, document.adoptNode(fresh)));
    }
    return isWhole;
  }

  /**
   * Keeps forms open that were unfolded.
   * @param {Element} part @param {Element} fresh
   */
  function unfolded(part, fresh) {
    for (const { id } of part.querySelectorAll('details[open] > form')) {
      const folded = fresh.querySelector(`#${CSS.escape(id)}`)?.closest('details');
      if (folded) folded.open = true;
    }
    return fresh;
  }

  /** @param {number} before */
  function announce(before) {
    const entries = [...document.querySelectorAll('.story [data-sequence]')].filter(
      (entry) => Number(entry.getAttribute('data-sequence')) > before,
    );
    for (const entry of entries) entry.classList.add('fresh');
    const lines = entries.map((entry) => entry.querySelector('b')?.textContent ?? '').join('. ');
    const news = document.getElementById('live-news');
    if (news && lines !== '') news.textContent = sayNews.replace('{lines}', lines);
  }

  /** @param {string} text */
  function state(text) {
    const element = document.getElementById('live-state');
    if (!element) return;
    element.textContent = text;
    element.hidden = text === '';
  }
}
