const form = document.querySelector('#check');
if (form instanceof HTMLFormElement) sendOnce(form);

/**
 * The server counts a second press once anyway; this spares the wait and the doubt.
 * @param {HTMLFormElement} form
 */
function sendOnce(form) {
  let isSent = false;
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
    form.setAttribute('aria-busy', 'true');
  });
  // Whoever comes back to the page finds it as if nothing was pressed.
  window.addEventListener('pageshow', () => {
    isSent = false;
    form.removeAttribute('aria-busy');
  });
}
