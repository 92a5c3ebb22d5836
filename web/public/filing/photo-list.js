import { readCapture } from './read-capture.js';
import { sendPhoto } from './send-photo.js';
import { shrinkPhoto } from './shrink-photo.js';

/**
 * Photos leave for the server as soon as they are chosen, one after the other: what is slow is over before the form
 * is sent.
 * @param {HTMLElement} section
 */
export function sendPhotosAtOnce(section) {
  const input = /** @type {HTMLInputElement} */ (section.querySelector('input[type=file]'));
  const list = /** @type {HTMLUListElement} */ (section.querySelector('#photo-list'));
  const template = /** @type {HTMLTemplateElement} */ (section.querySelector('#photo-item'));
  const status = /** @type {HTMLElement} */ (section.querySelector('#photo-status'));
  const refusals = /** @type {HTMLElement} */ (section.querySelector('#photo-refusals'));
  const form = /** @type {HTMLFormElement} */ (input.form);
  const most = Number(section.dataset.most);
  const words = section.dataset;
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  let [started, ended] = [0, 0];

  input.addEventListener('change', () => {
    const free = most - list.children.length;
    const files = [...(input.files ?? [])];
    refusals.replaceChildren();
    [started, ended] = [started - ended, 0];
    if (files.length > free) refuse((words.sayTooMany ?? '').replace('{n}', String(files.length - free)));
    for (const file of files.slice(0, Math.max(0, free))) enqueue(file, itemFor(file));
    // Sent already: the form itself has nothing to carry.
    input.value = '';
  });
  form.addEventListener('submit', (event) => {
    if (started === ended) return;
    event.preventDefault();
    const { submitter } = event;
    void queue.then(() => form.requestSubmit(/** @type {HTMLElement | null} */ (submitter)));
  });

  /**
   * @param {File} file
   * @param {HTMLElement} item
   */
  function enqueue(file, item) {
    started += 1;
    queue = queue.then(() => send(file, item));
  }

  /** @param {File} file */
  function itemFor(file) {
    const item = /** @type {HTMLElement} */ (
      /** @type {Element} */ (template.content.firstElementChild).cloneNode(true)
    );
    const picture = item.querySelector('img');
    if (picture) picture.src = URL.createObjectURL(file);
    item.setAttribute('aria-busy', 'true');
    list.append(item);
    return item;
  }

  /**
   * @param {File} file
   * @param {HTMLElement} item
   */
  async function send(file, item) {
    const bar = document.createElement('progress');
    item.append(bar);
    say((words.sayUploading ?? '').replace('{n}', String(ended + 1)).replace('{total}', String(started)));
    const outcome = await attempt(file, (share) => {
      bar.value = share;
    });
    bar.remove();
    item.removeAttribute('aria-busy');
    ended += 1;
    if ('sent' in outcome) settle(item, outcome.sent);
    else
      drop(
        item,
        'refused' in outcome ? outcome.refused : (words.sayFailed ?? '').replace('{name}', file.name),
      );
  }

  /**
   * Whatever an old phone stumbles over costs this photo alone: the next one has its turn, and the form can be sent.
   * @param {File} file
   * @param {(share: number) => void} onProgress
   * @returns {Promise<import('./send-photo.js').Outcome>}
   */
  async function attempt(file, onProgress) {
    try {
      const capture = await readCapture(file);
      const photo = await shrinkPhoto(file);
      return await sendPhoto({ address: words.upload ?? '', photo, name: file.name, capture }, onProgress);
    } catch (error) {
      console.error('a photo could not be sent', error);
      return { failed: true };
    }
  }

  /**
   * @param {HTMLElement} item
   * @param {import('./send-photo.js').SentPhoto} photo
   */
  function settle(item, { id, url }) {
    item.dataset.photo = id;
    const picture = item.querySelector('img');
    if (picture) {
      URL.revokeObjectURL(picture.src);
      picture.src = url;
    }
    item.querySelector('button')?.setAttribute('formaction', `${words.upload}/${id}/remove`);
    if (started === ended) say('');
  }

  /**
   * @param {HTMLElement} item
   * @param {string} sentence
   */
  function drop(item, sentence) {
    item.remove();
    refuse(sentence);
    if (started === ended) say('');
  }

  /**
   * Stays until photos are chosen again, whatever becomes of those that were chosen with it.
   * @param {string} sentence
   */
  function refuse(sentence) {
    const line = document.createElement('p');
    line.className = 'err';
    line.textContent = sentence;
    refusals.append(line);
  }

  /** @param {string} sentence */
  function say(sentence) {
    status.textContent = sentence;
  }
}
