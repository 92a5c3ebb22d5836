/**
 * What this device keeps, in IndexedDB: the draft with its photos, complaints that wait to be sent, and the numbers
 * of those that arrived. Pages and the service worker share it.
 *
 * The version stays 1 for good: a release that is rolled back could not open a newer one. New things are new fields.
 */
(() => {
  /** @typedef {import('./types.js').Entry} Entry */
  const NAME = 'sikesal';
  const STORES = { draft: '', photos: 'id', queue: 'key', mine: 'code', settings: '' };
  const DRAFT = 'draft';
  /** Photos that another app handed over, and that the form has not taken yet. */
  const SHARED = 'shared';
  /** @type {Promise<import('idb').IDBPDatabase> | null} */
  let opened = null;

  function open() {
    opened ??= idb.openDB(NAME, 1, {
      upgrade(db) {
        for (const [name, keyPath] of Object.entries(STORES))
          db.createObjectStore(name, keyPath === '' ? {} : { keyPath });
      },
      // Another page empties the device: an open connection would make it wait.
      blocking: () => void close(),
      terminated: () => void (opened = null),
    });
    return opened;
  }

  async function close() {
    const db = await opened;
    opened = null;
    db?.close();
  }

  /**
   * @template Result
   * @param {string[]} names
   * @param {(stores: Record<string, any>) => Promise<Result>} change
   * @returns {Promise<Result>} once it is on the disk
   */
  async function within(names, change) {
    const transaction = (await open()).transaction(names, 'readwrite');
    const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
    const [result] = await Promise.all([change(stores), transaction.done]);
    return result;
  }

  /** @param {string} of */
  async function photosOf(of) {
    const photos = /** @type {import('./types.js').KeptPhoto[]} */ (await (await open()).getAll('photos'));
    return photos.filter((photo) => photo.of === of);
  }

  /**
   * @param {any} photos
   * @param {{ from: string, to: string }} owners
   */
  async function handOver(photos, { from, to }) {
    for (const photo of await photos.getAll()) if (photo.of === from) await photos.put({ ...photo, of: to });
  }

  /**
   * @param {any} photos
   * @param {string} of
   */
  async function dropPhotos(photos, of) {
    for (const photo of await photos.getAll()) if (photo.of === of) await photos.delete(photo.id);
  }

  /** @param {number} bytes */
  function random(bytes) {
    const numbers = crypto.getRandomValues(new Uint8Array(bytes));
    return [...numbers].map((each) => each.toString(16).padStart(2, '0')).join('');
  }

  /** @type {import('./types.js').Store} */
  const store = {
    async readDraft() {
      const fields = (await (await open()).get('draft', DRAFT)) ?? {};
      return { fields, photos: await photosOf(DRAFT) };
    },
    saveDraft: (fields) =>
      within(['draft'], async ({ draft }) => {
        await draft.put({ ...(await draft.get(DRAFT)), ...fields }, DRAFT);
      }),
    addPhoto: (photo) =>
      within(['photos'], async ({ photos }) => {
        await photos.put({ ...photo, of: DRAFT });
      }),
    share: ({ text, photos: files }) =>
      within(['draft', 'photos'], async ({ draft, photos }) => {
        const fields = (await draft.get(DRAFT)) ?? {};
        const description = [fields.description, text.trim()].filter(Boolean).join('\n');
        await draft.put({ ...fields, description }, DRAFT);
        for (const blob of files)
          await photos.put({ id: random(16), of: SHARED, name: blob.name, blob, capture: {} });
      }),
    removePhoto: (id) => within(['photos'], ({ photos }) => photos.delete(id)),
    enqueue: (pressed) =>
      within(['draft', 'photos', 'queue'], async ({ draft, photos, queue }) => {
        const fields = await draft.get(DRAFT);
        if (!fields) return null;
        const at = Date.now();
        /** @type {Entry} */
        const entry = {
          ...{ key: random(16), secret: random(32), fields, ...pressed },
          ...{ pressedAt: at, wantedAt: at, attempts: 0, errors: null },
        };
        await queue.put(entry);
        await draft.delete(DRAFT);
        await handOver(photos, { from: DRAFT, to: entry.key });
        return entry;
      }),
    async entries() {
      const entries = /** @type {Entry[]} */ (await (await open()).getAll('queue'));
      return entries.sort((one, other) => one.pressedAt - other.pressedAt);
    },
    photosOf,
    changeEntry: (key, change) =>
      within(['queue'], async ({ queue }) => {
        const entry = await queue.get(key);
        if (entry) await queue.put({ ...entry, ...change });
      }),
    answer: (key, sent) =>
      within(['queue', 'photos', 'mine'], async ({ queue, photos, mine }) => {
        await mine.put({ ...sent, filedAt: Date.now() });
        await queue.delete(key);
        await dropPhotos(photos, key);
      }),
    discard: (key) =>
      within(['queue', 'photos'], async ({ queue, photos }) => {
        await queue.delete(key);
        await dropPhotos(photos, key);
      }),
    takeBack: (key) =>
      within(['draft', 'photos', 'queue'], async ({ draft, photos, queue }) => {
        const entry = await queue.get(key);
        if (!entry) return;
        await dropPhotos(photos, DRAFT);
        await draft.put(entry.fields, DRAFT);
        await handOver(photos, { from: key, to: DRAFT });
        await queue.delete(key);
      }),
    async mine() {
      const mine = /** @type {import('./types.js').Mine[]} */ (await (await open()).getAll('mine'));
      return mine.sort((one, other) => other.filedAt - one.filedAt);
    },
    changeMine: (code, change) =>
      within(['mine'], async ({ mine }) => {
        const complaint = await mine.get(code);
        if (complaint) await mine.put({ ...complaint, ...change });
      }),
    keepMine: (complaint) =>
      within(['mine'], async ({ mine }) => {
        const { my } = complaint;
        await mine.put({ ...complaint, ...(await mine.get(complaint.code)), my, isDead: false });
      }),
    forgetMine: (code) => within(['mine'], ({ mine }) => mine.delete(code)),
    setting: async (name) => (await open()).get('settings', name),
    set: async (name, value) => {
      await (await open()).put('settings', value, name);
    },
    async empty() {
      await close();
      await idb.deleteDB(NAME);
    },
  };
  self.sikesal = { ...self.sikesal, store };
})();
