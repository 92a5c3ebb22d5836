/**
 * @typedef {{ id: string, url: string, removeUrl: string, uploads?: string }} SentPhoto
 * @typedef {import('../device/types.js').Challenge} Challenge
 * @typedef {{ asked: Challenge, uploads?: string }} Asked the network is crowded: the photo is accepted with a
 * solution
 * @typedef {{ sent: SentPhoto } | { refused: string } | { failed: true }} Outcome
 */

/** In a dead spot a phone should not wait forever; on a slow network at least some bytes move. */
const STANDSTILL_MS = 60_000;

/**
 * Sends one photo and reports its progress.
 * @param {{ address: string, fields: Record<string, string>, photo: Blob, name: string, signal: AbortSignal }}
 * what
 * @param {(sent: { loaded: number, total: number }) => void} onProgress in bytes
 * @returns {Promise<Outcome & Partial<Asked>>}
 */
export function sendPhoto({ address, fields, photo, name, signal }, onProgress) {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.set(field, value);
  body.set('photos', photo, name);
  // fetch() cannot tell how much of a body has been sent.
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.setRequestHeader('Accept', 'application/json');
  request.responseType = 'json';
  signal.addEventListener('abort', () => request.abort());
  return new Promise((resolve) => {
    let timer = 0;
    const moves = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => request.abort(), STANDSTILL_MS);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      moves();
      onProgress({ loaded, total });
    });
    request.addEventListener('load', () => resolve(outcomeOf(request)));
    for (const end of ['error', 'abort']) request.addEventListener(end, () => resolve({ failed: true }));
    request.addEventListener('loadend', () => clearTimeout(timer));
    moves();
    request.send(body);
  });
}

/**
 * @param {XMLHttpRequest} request
 * @returns {Outcome & Partial<Asked>}
 */
function outcomeOf({ status, response }) {
  if (status === 201) return { sent: response };
  if (typeof response?.error !== 'string') return { failed: true };
  return { refused: response.error, asked: response.challenge, uploads: response.uploads };
}
