// Everything that a page needs of what this device keeps; the scripts put themselves under `self.sikesal`.
import '../vendor/idb.js';
import '../device/store.js';
import '../device/queue.js';
import '../device/news.js';
import '../device/send.js';

export const { sikesal } = self;

// Few are asked to prove anything, so what does it is loaded when it is needed.
sikesal.solve ??= async (challenge, onProgress) => {
  await import(new URL('../device/solve.js', import.meta.url).href);
  return self.sikesal.solve(challenge, onProgress);
};
