// Keeps a page about one complaint up to date. Without this script it is complete and reloads itself.
import { startCopying } from './live/copy.js';
import { startCountdown } from './live/countdown.js';
import { startWatching } from './live/watch.js';

startCopying();
// A page that the device has kept counts down to nothing that is still sure.
if (!('keptAt' in document.documentElement.dataset)) {
  const countdown = startCountdown();
  startWatching({ onSwap: () => [countdown.refresh(), startCopying()] });
}
