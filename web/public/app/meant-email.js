import '../device/likely-email.js';

/**
 * Proposes the address that was probably meant by a mistyped one. Nobody is stopped: it may be right.
 * @param {HTMLElement} section
 * @param {{ domains: string[], meant: string }} options `meant` is the question, with `{email}`
 */
export function proposeEmail(section, { domains, meant }) {
  const input = /** @type {HTMLInputElement} */ (section.querySelector('#email'));
  const notice = /** @type {HTMLElement} */ (section.querySelector('[data-meant]'));
  const question = /** @type {HTMLElement} */ (notice.querySelector('span'));
  let proposed = '';
  input.closest('.field')?.after(notice);
  input.addEventListener('input', () => (notice.hidden = true));
  // Not while somebody types: half an address looks like a mistyped one.
  input.addEventListener('change', () => {
    proposed = self.sikesal.likelyEmail(input.value.trim(), domains) ?? '';
    question.textContent = meant.replace('{email}', proposed);
    notice.hidden = proposed === '';
  });
  notice.querySelector('button')?.addEventListener('click', () => {
    input.value = proposed;
    notice.hidden = true;
    input.focus();
  });
}
