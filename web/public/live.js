// Keeps a page about one complaint up to date. Without this script it is complete and reloads itself.
import { startCopying } from './live/copy.js';
import { startCountdown } from './live/countdown.js';
import { startWatching } from './live/watch.js';

const countdown = startCountdown();
startCopying();
startWatching({ onSwap: () => [countdown.refresh(), startCopying()] });
