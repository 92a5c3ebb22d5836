/**
 * Shows an error that stays until photos are chosen again, whatever happens to those chosen with it.
 * @param {HTMLElement} refusals
 * @param {string} sentence
 */
export function showRefusal(refusals, sentence) {
  const line = document.createElement('p');
  line.className = 'err';
  line.textContent = sentence;
  refusals.append(line);
}
