// What this device keeps, without what the form needs besides.
import '../vendor/idb.js';
import '../device/store.js';

export const { store } = self.sikesal;
