import { createPhotoItem } from '../photos/photo-item.js';
import { readCapture } from '../photos/read-capture.js';
import { showRefusal } from '../photos/show-refusal.js';
import { shrinkPhoto } from '../photos/shrink-photo.js';
import { sikesal } from './device.js';
import { isFull } from './form-draft.js';

/** @typedef {import('../device/types.js').KeptPhoto} KeptPhoto */

const TAKEN = ['image/jpeg', 'image/png', 'image/webp'];

/**
 * The photo field of a form whose photos stay on the device until the whole complaint is sent.
 * @param {HTMLElement} section as rendered by the template `photo-field`
 * @param {{ photoUnread: string, full: string }} says
 */
export function createDevicePhotos(section, says) {
  const list = /** @type {HTMLElement} */ (section.querySelector('[data-photo-list]'));
  const refusals = /** @type {HTMLElement} */ (section.querySelector('[data-photo-refusals]'));
  /** @type {Map<string, { capture: object }>} */
  const kept = new Map();
  let taking = Promise.resolve();
  /** Whether something was refused and nobody has gone on since. */
  let isNewRefusal = false;

  section.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
    take([...(target.files ?? [])]);
    target.value = '';
  });
  list.addEventListener('click', ({ target }) => {
    const item = target instanceof Element && target.closest('button') ? target.closest('li') : null;
    if (item instanceof HTMLElement && item.dataset.photo) void remove(item, item.dataset.photo);
  });
  // The browser may throw away what it likes when space is short, unless it is asked not to.
  section.addEventListener('click', () => void navigator.storage?.persist?.(), { once: true });

  /** @param {File[]} files */
  function take(files) {
    const free = Math.max(0, Number(section.dataset.most) - list.children.length);
    refusals.replaceChildren();
    if (files.length > free)
      refuse((section.dataset.sayTooMany ?? '').replace('{n}', String(files.length - free)));
    for (const file of files.slice(0, free)) {
      const item = createPhotoItem(section, file);
      taking = taking.then(() => keep(file, item));
    }
  }

  /**
   * @param {File} file
   * @param {import('../photos/photo-item.js').PhotoItem} item
   */
  async function keep(file, item) {
    const capture = await readCapture(file);
    const blob = await shrinkPhoto(file);
    if (!TAKEN.includes(blob.type)) return drop(item, `“${file.name}”: ${says.photoUnread}`);
    const photo = { id: idOf(), name: file.name, blob, capture };
    try {
      await sikesal.store.addPhoto(photo);
      settle(item, photo);
      sikesal.tellOthers('draft');
    } catch (error) {
      if (!isFull(error)) throw error;
      drop(item, `“${file.name}”: ${says.full}`);
    }
  }

  /**
   * @param {import('../photos/photo-item.js').PhotoItem} item
   * @param {Omit<KeptPhoto, 'of'>} photo
   */
  function settle(item, { id, blob, capture }) {
    kept.set(id, { capture });
    item.settle({ id, url: URL.createObjectURL(blob), removeUrl: '' });
  }

  /**
   * @param {import('../photos/photo-item.js').PhotoItem} item
   * @param {string} sentence
   */
  function drop(item, sentence) {
    item.drop();
    refuse(sentence);
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    isNewRefusal = true;
    showRefusal(refusals, sentence);
  }

  /** @param {HTMLElement} item @param {string} id */
  async function remove(item, id) {
    await sikesal.store.removePhoto(id);
    kept.delete(id);
    item.remove();
    sikesal.tellOthers('draft');
  }

  return {
    /** @param {KeptPhoto[]} photos those of the draft, in place of what is shown */
    show(photos) {
      kept.clear();
      list.replaceChildren();
      for (const photo of photos)
        settle(
          createPhotoItem(section, new File([photo.blob], photo.name, { type: photo.blob.type })),
          photo,
        );
    },
    /** Takes the photos that another app handed over. */
    async takeShared() {
      const shared = await sikesal.store.photosOf('shared');
      if (shared.length === 0) return;
      take(shared.map(({ blob, name }) => new File([blob], name, { type: blob.type })));
      await taking;
      for (const { id } of shared) await sikesal.store.removePhoto(id);
    },
    /** Resolves when every chosen photo is kept, or refused. */
    settled: () => taking,
    count: () => kept.size,
    /** Whoever goes on is shown once what was refused; the second time they know. */
    holdsUp() {
      const isNew = isNewRefusal;
      isNewRefusal = false;
      return isNew;
    },
    /** Where the first photo that knows it was taken. */
    point() {
      const captures = [...kept.values()].map(({ capture }) => Object(capture));
      return (
        captures.find(({ latitude, longitude }) => latitude !== undefined && longitude !== undefined) ?? null
      );
    },
  };
}

function idOf() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((each) => each.toString(16)).join('-');
}
