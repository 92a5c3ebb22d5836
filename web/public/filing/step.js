// The page that asks for a step: this device works for a few seconds, then the complaint is sent. Without this
// script, or if it fails, the sender waits for a turn instead.
import '../device/solve.js';

const form = document.querySelector('#step');
if (form instanceof HTMLFormElement) void takeStep(form);

/** @param {HTMLFormElement} form */
async function takeStep(form) {
  const challenge = JSON.parse(form.dataset.challenge ?? '');
  const bar = /** @type {HTMLProgressElement} */ (form.querySelector('progress'));
  const proof = /** @type {HTMLInputElement} */ (form.elements.namedItem('proof'));
  const wait = /** @type {HTMLElement} */ (document.querySelector('#wait'));
  form.hidden = false;
  wait.hidden = true;
  try {
    proof.value = await self.sikesal.solve(challenge, (solved) => {
      bar.value = solved / challenge.puzzles;
    });
  } catch (error) {
    console.error('the step failed', error);
    form.hidden = true;
    wait.hidden = false;
    return;
  }
  form.requestSubmit();
}
