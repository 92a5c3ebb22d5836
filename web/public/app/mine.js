import { sikesal } from './device.js';
import { createLists } from './lists.js';
import { describeMine } from './mine-words.js';
import { refreshMine } from './refresh-mine.js';

const section = document.querySelector('[data-lists]');
if (section instanceof HTMLElement) {
  const lists = createLists(section, {
    onTakenBack: () => location.assign('/file'),
    describe: describeMine,
  });
  sikesal.onNews(lists.hear);
  // The address names the complaint that a push told of.
  void lists.refresh().then(() => document.getElementById(location.hash.slice(1))?.scrollIntoView());
  // Shown first as it was last known: the network may be slow, or away.
  void refreshMine().then(lists.refresh);
}
