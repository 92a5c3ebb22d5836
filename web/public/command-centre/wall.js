// Keeps the command centre's wall up to date. Without this script it is complete, and reloads each minute.
import { startClock } from './clock.js';
import { startListening } from './listen.js';
import { startPulse } from './pulse.js';
import { startStream } from './stream.js';
import { swapParts } from './swap.js';

const pulse = startPulse();
const stream = startStream();
startClock();
startListening({
  onSign: pulse.beat,
  onParts: swapParts,
  onItem: stream.add,
});
