// The form as one document. The draft is on this device; one request at the end sends it, now or when there is a
// network. A browser that keeps nothing gets the form of one page for each step.
import '../device/phrases.js';
import '../device/danger.js';
import '../device/personal-data.js';
import { suggestCategory } from '../filing/suggest-category.js';
import { sikesal } from './device.js';
import { showErrors, whatErrors, whereErrors, youErrors } from './form-check.js';
import { showOutage, showReview } from './form-review.js';
import { promiseToday } from './promise-today.js';
import { fillForm, forgetContact, isFull, keepForm, readForm } from './form-draft.js';
import { createDevicePhotos } from './form-photos.js';
import { createSteps } from './form-steps.js';
import { createLists } from './lists.js';
import { sendSoon } from './sender.js';

/** @typedef {import('./form-steps.js').Step} Step */

const root = document.querySelector('[data-app-form]');
if (root instanceof HTMLElement) void open(root);

/** @param {HTMLElement} root */
async function open(root) {
  try {
    await sikesal.store.readDraft();
  } catch (error) {
    console.warn('this browser keeps no draft', error);
    return location.replace('/file/what');
  }
  await start(root);
}

/** @param {HTMLElement} root */
async function start(root) {
  const facts = JSON.parse(root.dataset.facts ?? '');
  const { says } = facts;
  const photos = createDevicePhotos(part('[data-photo-field]'), says);
  const keeper = keepForm(root, says);
  const lists = createLists(part('[data-lists]'), {
    onTakenBack: (errors) => void giveBack(errors),
  });
  const steps = createSteps(root, { allowed, onShow });
  /** The text about which its writer said that nobody is in danger. */
  let calmText = '';
  /** @type {ReturnType<typeof placeIn> | null} */
  let place = null;
  /** @type {Promise<void> | null} */
  let proposing = null;

  await showDraft();
  void photos.takeShared();
  const description = /** @type {HTMLTextAreaElement} */ (part('#description'));
  suggestCategory(description, part('#categories'));
  if (description.value === '')
    description.addEventListener('input', () => void pointWhileTyping(), { once: true });
  else void pointWhileTyping();
  on('what', leaveWhat);
  on('danger', async () => {
    calmText = readForm(root).fields.description ?? '';
    steps.go('where');
  });
  on('where', async () => leave('where', whereErrors(readForm(root).fields, says), 'you'));
  on('you', async () => leave('you', youErrors(steps.section('you'), says), 'check'));
  on('check', press);
  part('[data-use-photo]').addEventListener('click', async () => (await place)?.use(photos.point()));
  part('[data-forget-pin]').addEventListener('click', async () => (await place)?.forget());
  root.addEventListener('change', showPinButtons);
  sikesal.onNews(hear);
  hear('queue');
  steps.follow();

  /** @param {Step} step @param {() => Promise<void>} leave */
  function on(step, leave) {
    steps.section(step).addEventListener('submit', (event) => {
      event.preventDefault();
      void leave();
    });
  }

  async function leaveWhat() {
    await photos.settled();
    if (photos.holdsUp()) return part('[data-photo-field]').focus();
    const { fields } = readForm(root);
    leave('what', whatErrors(fields, says), isCalm(fields) ? 'where' : 'danger');
  }

  /**
   * @param {Step} step
   * @param {import('../device/types.js').FieldError[]} errors
   * @param {Step} next
   */
  function leave(step, errors, next) {
    showErrors(steps.section(step), errors);
    if (errors.length === 0) steps.go(next);
  }

  /** @param {import('../device/types.js').Fields} fields */
  function isCalm({ description = '' }) {
    return description === calmText || !self.sikesal.danger.speaksOfDanger(description, facts.danger);
  }

  /**
   * The step itself, or the first before it that is not complete.
   * @param {Step} step
   * @returns {Step}
   */
  function allowed(step) {
    const { fields } = readForm(root);
    if (step === 'what' || step === 'sent') return step;
    if (whatErrors(fields, says).length > 0) return 'what';
    if (step === 'danger') return isCalm(fields) ? 'where' : step;
    if (!isCalm(fields)) return 'danger';
    if (step === 'where') return step;
    return whereErrors(fields, says).length > 0 ? 'where' : step;
  }

  /** @param {Step} step */
  function onShow(step) {
    const form = steps.section('where').querySelector('form');
    if (step === 'where' && form) place ??= placeIn(form);
    if (step === 'you') proposing ??= proposeEmails();
    if (step === 'check') review();
    if (step === 'sent') void lists.refresh();
    void sayWaiting();
    showPinButtons();
  }

  /** Loaded when it is needed, as the next: what a first look loads is paid for by everybody. */
  async function pointWhileTyping() {
    const { pointElsewhere } = await import('../filing/point-elsewhere.js');
    pointElsewhere(description, part('#categories'));
  }

  async function proposeEmails() {
    const { proposeEmail } = await import('./meant-email.js');
    proposeEmail(steps.section('you'), { domains: facts.mailDomains, meant: says.meant });
  }

  /**
   * Most of the form's script is for the map, so it comes when the map does.
   * @param {HTMLFormElement} form
   */
  async function placeIn(form) {
    const script = await loadPlace();
    return script === null ? null : script.openPlace(form, { photoPoint: photos.point });
  }

  function review() {
    const { fields, contact } = readForm(root);
    const district = /** @type {HTMLSelectElement} */ (part('#district'));
    const found = self.sikesal.personalDataIn(fields.description ?? '');
    showReview(
      steps.section('check'),
      {
        ...{ fields, contact, photoCount: photos.count(), category: facts.categories[fields.category ?? ''] },
        districtName: district.value === '' ? '' : (district.selectedOptions[0]?.textContent ?? ''),
        hints: found.map((kind) => says[kind === 'email' ? 'emailHint' : kind] ?? ''),
      },
      says,
    );
    void showPromise(fields.category ?? '');
  }

  /**
   * The promise as it is now: the agency may be out. Without a network the one of the list stands.
   * @param {string} category
   */
  async function showPromise(category) {
    const today = await promiseToday(category);
    if (today) facts.categories[category].seen = today.seen;
    if (today?.outage) showOutage(steps.section('check'), today);
  }

  /** From here on it is in the queue, with its photos and with what it says of its writer. */
  async function press() {
    const { fields, contact } = readForm(root);
    const { seen, name: kind } = facts.categories[fields.category ?? ''];
    await keeper.save();
    const isQueued =
      keeper.isKept() && (await enqueue({ contact, language: document.documentElement.lang, seen, kind }));
    part('[data-full]').hidden = isQueued;
    if (!isQueued) return part('[data-full]').focus();
    sikesal.tellOthers('draft');
    await showDraft();
    history.replaceState(null, '', '#sent');
    steps.follow();
    steps.section('sent').querySelector('h1')?.focus();
    sikesal.announce('queue');
    await sendSoon();
  }

  /** @param {Parameters<import('../device/types.js').Store['enqueue']>[0]} pressed */
  async function enqueue(pressed) {
    try {
      await sikesal.store.enqueue(pressed);
      return true;
    } catch (error) {
      if (!isFull(error)) throw error;
      return false;
    }
  }

  /** What the device keeps as the draft: nothing once it is in the queue. */
  async function showDraft() {
    const { fields, photos: ofDraft } = await sikesal.store.readDraft();
    fillForm(root, fields);
    keeper.know(fields);
    photos.show(ofDraft);
    // The map may still be on its way, and what was pressed must not wait for it.
    void place?.then((loaded) => loaded?.refresh());
  }

  /** Another tab changed the draft, or sent it. */
  async function follow() {
    await Promise.all([keeper.save(), photos.settled()]);
    await showDraft();
    steps.follow();
  }

  /** @param {import('../device/types.js').FieldError[]} errors why the service refused it */
  async function giveBack(errors) {
    await showDraft();
    sikesal.tellOthers('draft');
    const field = part(`[data-step] #${errors[0]?.field || 'description'}`);
    const section = /** @type {HTMLElement} */ (field.closest('[data-step]'));
    steps.go(/** @type {Step} */ (section.dataset.step));
    showErrors(section, errors);
  }

  function showPinButtons() {
    const isPinned = readForm(root).fields.latitude !== '';
    part('[data-forget-pin]').hidden = !isPinned;
    part('[data-use-photo]').hidden = isPinned || photos.point() === null;
  }

  /** @param {import('../device/types.js').News} news */
  function hear(news) {
    if (news === 'emptied') return location.assign('/file');
    if (news === 'draft') return void follow();
    lists.hear(news);
    void sayWaiting();
  }

  async function sayWaiting() {
    const entries = await sikesal.store.entries();
    part('[data-waiting]').hidden = entries.length === 0 || location.hash === '#sent';
    // What was refused may still be corrected with what is on the screen.
    const { fields } = await sikesal.store.readDraft();
    if (entries.length === 0 && !fields.description) forgetContact(root);
  }

  /** @param {string} selector */
  function part(selector) {
    return /** @type {HTMLElement} */ (root.querySelector(selector));
  }
}

async function loadPlace() {
  try {
    return await import('../filing/place.js');
  } catch (error) {
    console.info('the place goes without a map', error);
    return null;
  }
}
