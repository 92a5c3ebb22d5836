import { followKeys } from './keys.js';
import { watchNews } from './news.js';
import { countPicks } from './picks.js';

countPicks();
watchNews();
followKeys();
