// Everything that a page needs of what this device keeps; the scripts put themselves under `self.sikesal`.
import '../vendor/idb.js';
import '../device/store.js';
import '../device/queue.js';
import '../device/news.js';
import '../device/solve.js';
import '../device/send.js';

export const { sikesal } = self;
