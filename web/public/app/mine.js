import { sikesal } from './device.js';
import { createLists } from './lists.js';

const section = document.querySelector('[data-lists]');
if (section instanceof HTMLElement) {
  const lists = createLists(section, { onTakenBack: () => location.assign('/file') });
  sikesal.onNews(lists.hear);
  // The address names the complaint that a push told of.
  void lists.refresh().then(() => document.getElementById(location.hash.slice(1))?.scrollIntoView());
}
