const MEGABYTE = 1_000_000;

/**
 * What is shown when a form is sent while photos are still being uploaded: their progress, and a way to go on
 * without them. It is below the form's button, so that nothing moves under a finger that taps twice.
 * @param {HTMLElement} section
 * @param {ReturnType<typeof import('./uploads.js').createUploads>} uploads
 */
export function createPhotoWait(section, uploads) {
  const box = /** @type {HTMLElement} */ (section.querySelector('[data-photo-wait]'));
  const bar = /** @type {HTMLProgressElement} */ (box.querySelector('progress'));
  const bytes = /** @type {HTMLElement} */ (box.querySelector('[data-photo-bytes]'));
  const skip = /** @type {HTMLButtonElement} */ (box.querySelector('[data-photo-skip]'));
  const form = /** @type {HTMLFormElement} */ (section.closest('form'));
  const megabytes = new Intl.NumberFormat(document.documentElement.lang, {
    ...{ minimumFractionDigits: 2, maximumFractionDigits: 2 },
  });
  let isSkipped = false;

  skip.addEventListener('click', () => {
    isSkipped = true;
    uploads.giveUpAll();
  });

  function refresh() {
    const { loaded, total } = uploads.progress();
    bar.value = total > 0 ? loaded / total : 0;
    bytes.textContent = (section.dataset.sayBytes ?? '')
      .replace('{sent}', megabytes.format(loaded / MEGABYTE))
      .replace('{total}', megabytes.format(total / MEGABYTE));
  }

  return {
    refresh,
    /**
     * @param {HTMLElement | null} submitter
     * @param {() => boolean} isWhole whether every photo was accepted; if not, the user is told before the form is
     * sent
     */
    begin(submitter, isWhole) {
      if (!box.hidden) return;
      isSkipped = false;
      form.append(box);
      box.hidden = false;
      refresh();
      box.focus();
      void uploads.done().then(() => {
        box.hidden = true;
        if (isSkipped || isWhole()) form.requestSubmit(submitter);
        else section.focus();
      });
    },
  };
}
