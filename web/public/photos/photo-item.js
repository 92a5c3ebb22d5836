/** @typedef {ReturnType<typeof createPhotoItem>} PhotoItem */

/**
 * A photo in its field's list, shown from the device until it is uploaded.
 * @param {HTMLElement} section
 * @param {File} file
 */
export function createPhotoItem(section, file) {
  const template = /** @type {HTMLTemplateElement} */ (section.querySelector('[data-photo-item]'));
  const element = /** @type {HTMLElement} */ (
    /** @type {Element} */ (template.content.firstElementChild).cloneNode(true)
  );
  const picture = /** @type {HTMLImageElement} */ (element.querySelector('img'));
  const button = /** @type {HTMLButtonElement} */ (element.querySelector('button'));
  const bar = document.createElement('progress');
  picture.src = URL.createObjectURL(file);
  // While the photo is being uploaded, its button cancels that and does not send the form.
  element.setAttribute('aria-busy', 'true');
  section.querySelector('[data-photo-list]')?.append(element);

  const end = () => {
    URL.revokeObjectURL(picture.src);
    bar.remove();
    element.removeAttribute('aria-busy');
  };
  return {
    element,
    /** Called when its upload starts. */
    begin() {
      bar.setAttribute('aria-label', picture.alt);
      element.append(bar);
    },
    /** @param {number} share from 0 to 1 */
    showProgress(share) {
      bar.value = share;
    },
    /** @param {import('./send-photo.js').SentPhoto} photo */
    settle({ id, url, removeUrl }) {
      end();
      element.dataset.photo = id;
      picture.src = url;
      if (button.type === 'submit') button.setAttribute('formaction', removeUrl);
      else button.dataset.remove = removeUrl;
    },
    drop() {
      end();
      element.remove();
    },
  };
}
