import { createPhotoItem } from './photo-item.js';
import { createPhotoWait } from './photo-wait.js';
import { readCapture } from './read-capture.js';
import { sendPhoto } from './send-photo.js';
import { showRefusal } from './show-refusal.js';
import { shrinkPhoto } from './shrink-photo.js';
import { createUploads } from './uploads.js';

/** @typedef {ReturnType<typeof createPhotoField>} PhotoField */

/** @param {HTMLElement} section as rendered by the template `photo-field` */
export function createPhotoField(section) {
  const list = /** @type {HTMLUListElement} */ (section.querySelector('[data-photo-list]'));
  const status = /** @type {HTMLElement} */ (section.querySelector('[data-photo-status]'));
  const refusals = /** @type {HTMLElement} */ (section.querySelector('[data-photo-refusals]'));
  /** Names the uploads when the form is sent, where no cookie does. @type {HTMLInputElement | null} */
  const token = section.querySelector('input[name="uploads"]');
  /** Names the photos that the list shows. */
  const ids = /** @type {HTMLInputElement} */ (section.querySelector('input[name="photo-ids"]'));
  const words = section.dataset;
  /** Solution that lets this form's photos through on a crowded network, once the server has asked for one. */
  let proof = '';
  const uploads = createUploads();
  const wait = createPhotoWait(section, uploads);
  /** What an item's button cancels. @type {WeakMap<Element, () => void>} */
  const stops = new WeakMap();

  /**
   * @param {File} file
   * @param {import('./photo-item.js').PhotoItem} item
   * @param {import('./uploads.js').Upload} upload
   */
  async function send(file, item, upload) {
    if (upload.signal.aborted) return item.drop();
    item.begin();
    const { n, total } = uploads.position();
    say((words.sayUploading ?? '').replace('{n}', String(n)).replace('{total}', String(total)));
    const outcome = await attempt(file, upload, () => {
      item.showProgress(upload.loaded / upload.total);
      wait.refresh();
    });
    if (upload.signal.aborted) item.drop();
    else if ('sent' in outcome) settle(item, outcome.sent);
    else {
      item.drop();
      showRefusal(
        refusals,
        'refused' in outcome ? outcome.refused : (words.sayFailed ?? '').replace('{name}', file.name),
      );
    }
    if (uploads.isLast()) say('');
  }

  /**
   * Whatever fails on an old phone costs only this photo: the next one gets its turn, and the form can be sent.
   * @param {File} file
   * @param {import('./uploads.js').Upload} upload
   * @param {() => void} onProgress
   * @returns {Promise<import('./send-photo.js').Outcome>}
   */
  async function attempt(file, upload, onProgress) {
    try {
      const capture = await readCapture(file);
      const photo = await shrinkPhoto(file);
      upload.total = photo.size;
      const { signal } = upload;
      const send = () => {
        const fields = {
          ...{ capture: JSON.stringify(capture), 'photo-ids': ids.value, proof },
          ...(token ? { uploads: token.value } : {}),
        };
        const what = { address: words.upload ?? '', fields, photo, name: file.name, signal };
        return sendPhoto(what, ({ loaded, total }) => {
          Object.assign(upload, { loaded, total });
          onProgress();
        });
      };
      if (signal.aborted) return { failed: true };
      const outcome = await send();
      if (!outcome.asked) return outcome;
      if (token && outcome.uploads) token.value = outcome.uploads;
      // Loaded only when the server asks for it, which is rare.
      await import(new URL('../device/solve.js', import.meta.url).href);
      proof = await self.sikesal.solve(outcome.asked, () => undefined);
      return signal.aborted ? { failed: true } : await send();
    } catch (error) {
      console.error('a photo could not be sent', error);
      return { failed: true };
    }
  }

  /**
   * @param {import('./photo-item.js').PhotoItem} item
   * @param {import('./send-photo.js').SentPhoto} photo
   */
  function settle(item, photo) {
    item.settle(photo);
    if (token && photo.uploads) token.value = photo.uploads;
    nameShown();
  }

  function nameShown() {
    const shown = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('li[data-photo]'));
    ids.value = [...shown].map(({ dataset }) => dataset.photo).join(' ');
  }

  /**
   * The item stays visible until the server has removed the photo, because until then the form would include it.
   * @param {HTMLElement} item
   * @param {HTMLButtonElement} button
   */
  async function removeSent(item, button) {
    button.disabled = true;
    if (await isRemoved(button.dataset.remove ?? '')) {
      item.remove();
      return nameShown();
    }
    button.disabled = false;
    showRefusal(refusals, words.sayNotRemoved ?? '');
  }

  /** @param {string} sentence */
  function say(sentence) {
    status.textContent = sentence;
  }

  return {
    /** @param {HTMLInputElement} input */
    take(input) {
      const free = Math.max(0, Number(words.most) - list.children.length);
      const files = [...(input.files ?? [])];
      refusals.replaceChildren();
      if (files.length > free)
        showRefusal(refusals, (words.sayTooMany ?? '').replace('{n}', String(files.length - free)));
      for (const file of files.slice(0, free)) {
        const item = createPhotoItem(section, file);
        const upload = uploads.add(file, (begun) => send(file, item, begun));
        stops.set(item.element, () => {
          upload.giveUp();
          item.drop();
        });
      }
      // The photos are uploaded separately, so the form need not carry them.
      input.value = '';
    },
    /**
     * @param {HTMLButtonElement} button of an item
     * @returns {boolean} whether it was handled here; if not, the form must be sent
     */
    remove(button) {
      const item = /** @type {HTMLElement} */ (button.closest('li'));
      const isOnItsWay = item.getAttribute('aria-busy') === 'true';
      if (isOnItsWay) stops.get(item)?.();
      else if (button.dataset.remove) void removeSent(item, button);
      else return false;
      return true;
    },
    /**
     * @param {HTMLElement | null} submitter
     * @returns {boolean} whether the form has to wait for photos; it is then sent automatically
     */
    holdBack(submitter) {
      if (uploads.isEmpty()) return false;
      const refusedBefore = refusals.childElementCount;
      wait.begin(submitter, () => refusals.childElementCount === refusedBefore);
      return true;
    },
  };
}

/**
 * @param {string} address
 * @returns {Promise<boolean>} also true when it was gone before
 */
async function isRemoved(address) {
  try {
    const { ok, status } = await fetch(address, { method: 'POST' });
    return ok || status === 404;
  } catch (error) {
    console.error('a photo could not be removed', error);
    return false;
  }
}
