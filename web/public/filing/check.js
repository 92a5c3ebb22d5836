const form = document.querySelector('#check');
if (form instanceof HTMLFormElement) sendOnce(form);

/**
 * The server counts a second click only once anyway; this spares the user the wait and the doubt.
 * @param {HTMLFormElement} form
 */
function sendOnce(form) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
    form.setAttribute('aria-busy', 'true');
  });
  // Makes the button work again for somebody who comes back to the page.
  window.addEventListener('pageshow', () => {
    isSent = false;
    form.removeAttribute('aria-busy');
  });
}
