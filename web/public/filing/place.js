import { createPinMap } from './pin-map.js';
import { createProposal } from './propose-landmark.js';

/** While the pin is being dragged, not every stop sends a request. */
const QUIET_MS = 400;
const LOCATING_MS = 15_000;
/** If a device may be off by more metres, the pin is probably in another street. */
const IMPRECISE_METERS = 100;

/**
 * The map of a form with a place.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} element
 */
export async function openMap(form, element) {
  const { dataset } = element;
  const latitude = /** @type {HTMLInputElement} */ (form.querySelector('#latitude'));
  const longitude = /** @type {HTMLInputElement} */ (form.querySelector('#longitude'));
  const district = /** @type {HTMLSelectElement} */ (form.querySelector('#district'));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('#use-location'));
  const status = /** @type {HTMLElement} */ (document.querySelector('#place-status'));
  const landmark = /** @type {HTMLInputElement} */ (form.querySelector('#landmark'));
  const near = /** @type {HTMLButtonElement} */ (form.querySelector('#near-landmark'));
  /** @type {number | undefined} */
  let waiting;

  const response = await responseFrom(dataset.facts ?? '');
  // Without the map, district and landmark are still there, as without script.
  if (!response?.ok) return null;
  element.hidden = false;
  /** @type {import('./map-facts.js').MapFacts} */
  const facts = await response.json();
  const proposal = createProposal(near, { landmarks: facts.landmarks, field: landmark });
  const map = createPinMap(element, {
    facts,
    pinTitle: dataset.sayPin ?? '',
    tiles: dataset.tiles ? { url: dataset.tiles, by: dataset.tilesBy ?? '' } : null,
    onMove: choose,
  });
  refresh();
  if (latitude.value === '') void startNear(dataset.photoAt ?? '', map);

  button.hidden = !navigator.geolocation;
  button.addEventListener('click', () => {
    status.textContent = dataset.sayLocating ?? '';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        choose(coords);
        map.show(coords);
        if (coords.accuracy > IMPRECISE_METERS) {
          const meters = String(Math.round(coords.accuracy));
          status.textContent = (dataset.sayImprecise ?? '').replace('{meters}', meters);
        }
      },
      () => {
        status.textContent = dataset.sayLocationDenied ?? '';
      },
      { enableHighAccuracy: true, timeout: LOCATING_MS, maximumAge: 0 },
    );
  });
  district.addEventListener('change', () => {
    if (district.value !== '' && latitude.value !== '') status.textContent = dataset.sayPinDecides ?? '';
  });

  /** @param {import('./pin-map.js').Point} point */
  function choose(point) {
    latitude.value = point.latitude.toFixed(6);
    longitude.value = point.longitude.toFixed(6);
    status.textContent = dataset.sayChosen ?? '';
    form.dispatchEvent(new Event('change', { bubbles: true }));
    lookAround();
  }

  /** Shows what the fields say. */
  function refresh() {
    if (latitude.value === '') return map.hide();
    map.show({ latitude: Number(latitude.value), longitude: Number(longitude.value) });
    lookAround();
  }

  function forget() {
    latitude.value = '';
    longitude.value = '';
    status.textContent = '';
    refresh();
    form.dispatchEvent(new Event('change', { bubbles: true }));
  }

  return {
    /** @param {import('./pin-map.js').Point} point */
    use(point) {
      choose(point);
      map.show(point);
    },
    forget,
    refresh,
  };

  function lookAround() {
    proposal.proposeFor({ latitude: Number(latitude.value), longitude: Number(longitude.value) });
    window.clearTimeout(waiting);
    waiting = window.setTimeout(
      () => void fetchAround({ latitude: latitude.value, longitude: longitude.value }),
      QUIET_MS,
    );
  }
}

/**
 * Opens the map where a photo was taken, else where the person is, if they let the page know before. The pin is theirs
 * to set.
 * @param {string} photoAt latitude and longitude, joined by a comma
 * @param {ReturnType<typeof createPinMap>} map
 */
async function startNear(photoAt, map) {
  if (photoAt !== '') {
    const [latitude = 0, longitude = 0] = photoAt.split(',').map(Number);
    map.lookAt({ latitude, longitude });
    return;
  }
  const permission = await navigator.permissions?.query({ name: 'geolocation' });
  if (permission?.state !== 'granted') return;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => map.lookAt(coords),
    // The map stays as it is: nobody asked for a location yet.
    () => {},
    { timeout: LOCATING_MS, maximumAge: 60_000 },
  );
}

/**
 * Fetches what has been reported around the point, or that it is outside the city.
 * @param {{ latitude: string, longitude: string }} point
 */
async function fetchAround(point) {
  const source = document.querySelector('#similar')?.getAttribute('data-source');
  const category = document.querySelector('input[name="category"]:checked');
  const asked = { ...point, ...(category instanceof HTMLInputElement ? { category: category.value } : {}) };
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
