// A page about one complaint, kept up to date. Without this script it is whole, and loads itself again.
import { startCopying } from './live/copy.js';
import { startCountdown } from './live/countdown.js';
import { startWatching } from './live/watch.js';

const countdown = startCountdown();
startCopying();
startWatching({ onSwap: () => [countdown.refresh(), startCopying()] });
