/**
 * @typedef {{ id: string, url: string }} SentPhoto
 * @typedef {{ sent: SentPhoto } | { refused: string } | { failed: true }} Outcome
 */

/** A phone in a dead spot should not wait for ever. */
const TIMEOUT_MS = 60_000;

/**
 * Sends one photo and tells how far it is.
 * @param {{ address: string, photo: Blob, name: string, capture: import('./read-capture.js').Capture | null }} what
 * @param {(share: number) => void} onProgress from 0 to 1
 * @returns {Promise<Outcome>}
 */
export function sendPhoto({ address, photo, name, capture }, onProgress) {
  const body = new FormData();
  if (capture) body.set('capture', JSON.stringify(capture));
  body.set('photos', photo, name);
  // fetch() cannot tell how much of a body has left.
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.setRequestHeader('Accept', 'application/json');
  request.responseType = 'json';
  request.timeout = TIMEOUT_MS;
  return new Promise((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener('load', () => resolve(outcomeOf(request)));
    for (const end of ['error', 'timeout', 'abort'])
      request.addEventListener(end, () => resolve({ failed: true }));
    request.send(body);
  });
}

/**
 * @param {XMLHttpRequest} request
 * @returns {Outcome}
 */
function outcomeOf({ status, response }) {
  if (status === 201) return { sent: response };
  return typeof response?.error === 'string' ? { refused: response.error } : { failed: true };
}
