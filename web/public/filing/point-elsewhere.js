import '../device/phrases.js';
import '../device/service-for.js';

/**
 * Names the city's service that the text seems to be meant for, below the text. Nobody is stopped.
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} list the categories, with their words
 */
export function pointElsewhere(text, list) {
  const notice = document.querySelector('[data-elsewhere]');
  const link = notice?.querySelector('a');
  if (!(notice instanceof HTMLElement) || !link) return;
  /** @type {{ services: { code: string, name: string, keywords: string[] }[], says: string }} */
  const { services, says } = JSON.parse(notice.dataset.elsewhere ?? '');
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const categories = items.map(({ dataset }) => ({ keywords: (dataset.words ?? '').split(',') }));
  const point = () => {
    const service = self.sikesal.serviceFor(text.value, { services, categories });
    notice.hidden = service === null;
    if (service) link.textContent = says.replace('{name}', service.name);
    if (service) link.href = `/services#${service.code}`;
  };
  text.addEventListener('input', point);
  point();
}
