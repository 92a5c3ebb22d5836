import { createPlaceDialog } from './place-dialog.js';
import { createProposal } from './propose-landmark.js';
import { createSearch } from './search-places.js';

/** While a place is being looked for, not every stop sends a request. */
const QUIET_MS = 400;
const LOCATING_MS = 15_000;
const ZOOM = { place: 17, district: 14.5 };

/**
 * @typedef {import('./map-facts.js').Point} Point
 * @typedef {import('./map-facts.js').MapFacts} MapFacts
 * @typedef {import('./place-dialog.js').Start} Start
 */

/**
 * The place in a form: a picture of the city with the place on it, and a dialog in which it is marked.
 * @param {HTMLFormElement} form
 * @param {{ photoPoint: () => Point | null }} options where a photo of the complaint was taken
 */
export async function openPlace(form, { photoPoint }) {
  const picture = /** @type {HTMLElement} */ (form.querySelector('[data-place-picture]'));
  const { dataset } = picture;
  const latitude = /** @type {HTMLInputElement} */ (form.querySelector('#latitude'));
  const longitude = /** @type {HTMLInputElement} */ (form.querySelector('#longitude'));
  const district = /** @type {HTMLSelectElement} */ (form.querySelector('#district'));
  const mark = /** @type {HTMLButtonElement} */ (form.querySelector('#mark-place'));
  const locate = /** @type {HTMLButtonElement} */ (form.querySelector('#use-location'));
  const status = /** @type {HTMLElement} */ (form.querySelector('#place-status'));
  const landmark = /** @type {HTMLInputElement} */ (form.querySelector('#landmark'));
  const near = /** @type {HTMLButtonElement} */ (form.querySelector('#near-landmark'));
  const search = /** @type {HTMLElement} */ (form.querySelector('[data-place-search]'));
  const element = /** @type {HTMLDialogElement} */ (document.querySelector('#place-dialog'));
  /** @type {number | undefined} */
  let waiting;

  const response = await responseFrom(dataset.facts ?? '');
  // Without the map, district and landmark are still there, as without script.
  if (!response?.ok || !element.showModal) return null;
  /** @type {MapFacts} */
  const facts = await response.json();
  const proposal = createProposal(near, { landmarks: facts.landmarks, field: landmark });
  const dialog = createPlaceDialog(element, {
    facts,
    tiles: dataset.tiles ? { url: dataset.tiles, by: dataset.tilesBy ?? '' } : null,
    streets: dataset.streets ? { url: dataset.streets, library: dataset.streetsLibrary ?? '' } : null,
  });
  createSearch(search, {
    facts,
    near: pointInForm,
    onChoose: (start) => void ask(start),
  });
  refresh();

  mark.hidden = false;
  mark.addEventListener('click', async () => ask(await startOfMap()));
  picture.querySelector('.over')?.addEventListener('click', () => mark.click());
  locate.hidden = !navigator.geolocation;
  locate.addEventListener('click', () => {
    status.textContent = dataset.sayLocating ?? '';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        status.textContent = '';
        void ask({ point: coords, accuracy: coords.accuracy, zoom: ZOOM.place });
      },
      () => {
        status.textContent = dataset.sayLocationDenied ?? '';
      },
      { enableHighAccuracy: true, timeout: LOCATING_MS, maximumAge: 0 },
    );
  });
  district.addEventListener('change', () => {
    if (district.value !== '' && pointInForm()) status.textContent = dataset.sayPinDecides ?? '';
  });

  /** @param {Start | null} start */
  async function ask(start) {
    const point = await dialog.ask(start);
    if (point) choose(point);
  }

  /** Where the place is already, else where the photo was taken or the person is, else the district. */
  async function startOfMap() {
    const point = pointInForm() ?? photoPoint();
    if (point) return { point, zoom: ZOOM.place };
    const here = await whereAllowed();
    if (here) return { point: here, accuracy: here.accuracy, zoom: ZOOM.place };
    const chosen = facts.districts.find(({ code }) => code === district.value);
    return chosen ? { point: chosen.point, zoom: ZOOM.district } : null;
  }

  /** @returns {Point | null} */
  function pointInForm() {
    if (latitude.value === '') return null;
    return { latitude: Number(latitude.value), longitude: Number(longitude.value) };
  }

  /** @param {Point} point */
  function choose(point) {
    latitude.value = point.latitude.toFixed(6);
    longitude.value = point.longitude.toFixed(6);
    refresh();
    status.textContent = dataset.sayChosen ?? '';
    form.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Shows what the fields say. */
  function refresh() {
    const point = pointInForm();
    movePin(picture, point);
    if (point) lookAround(point);
  }

  function forget() {
    latitude.value = '';
    longitude.value = '';
    status.textContent = '';
    refresh();
    form.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** @param {Point} point */
  function lookAround(point) {
    proposal.proposeFor(point);
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void fetchAround(point), QUIET_MS);
  }

  return { use: choose, forget, refresh };
}

/**
 * @param {HTMLElement} picture
 * @param {Point | null} point
 */
function movePin(picture, point) {
  const pin = /** @type {SVGElement} */ (picture.querySelector('[data-pin]'));
  if (!point) return pin.setAttribute('display', 'none');
  const [west = 0, south = 0, east = 0, north = 0] = (picture.dataset.bounds ?? '').split(',').map(Number);
  pin.setAttribute('x', `${(100 * (point.longitude - west)) / (east - west)}%`);
  pin.setAttribute('y', `${(100 * (north - point.latitude)) / (north - south)}%`);
  pin.removeAttribute('display');
}

/**
 * Where the person is, if they let the page know before; it does not ask.
 * @returns {Promise<GeolocationCoordinates | null>}
 */
async function whereAllowed() {
  const permission = await navigator.permissions?.query({ name: 'geolocation' });
  if (permission?.state !== 'granted') return null;
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(coords),
      // The map opens without it: nobody asked for a location yet.
      () => resolve(null),
      { timeout: 2_000, maximumAge: 60_000 },
    ),
  );
}

/**
 * Fetches what has been reported around the point, or that it is outside the city.
 * @param {Point} point
 */
async function fetchAround({ latitude, longitude }) {
  const source = document.querySelector('#similar')?.getAttribute('data-source');
  const category = document.querySelector('input[name="category"]:checked');
  const asked = {
    ...{ latitude: String(latitude), longitude: String(longitude) },
    ...(category instanceof HTMLInputElement ? { category: category.value } : {}),
  };
  const response = await responseFrom(`${source}?${new URLSearchParams(asked)}`);
  if (response?.ok) showAround(await response.text());
}

/**
 * @param {string} address
 * @returns {Promise<Response | null>} null without a network
 */
async function responseFrom(address) {
  try {
    return await fetch(address);
  } catch (error) {
    console.info('the map goes without the network', error);
    return null;
  }
}

/** @param {string} html a fragment from our own server */
function showAround(html) {
  const section = document.querySelector('#similar');
  if (!(section instanceof HTMLElement)) return;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  section.replaceChildren(...parsed.body.childNodes);
  section.hidden = section.childElementCount === 0;
}
