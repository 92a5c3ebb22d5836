/** What a page tells the others of this device, and the service worker tells pages. */
(() => {
  const channel = 'BroadcastChannel' in self ? new BroadcastChannel('sikesal') : null;
  /** @type {((kind: import('./types.js').News) => void)[]} */
  const listeners = [];

  /** @param {import('./types.js').News} kind */
  function hear(kind) {
    for (const listener of listeners) listener(kind);
  }
  channel?.addEventListener('message', ({ data }) => hear(data));

  self.sikesal = {
    ...self.sikesal,
    announce(kind) {
      channel?.postMessage(kind);
      hear(kind);
    },
    tellOthers: (kind) => channel?.postMessage(kind),
    onNews: (listener) => void listeners.push(listener),
  };
})();
