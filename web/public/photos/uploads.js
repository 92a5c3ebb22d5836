/**
 * One photo on its way.
 * @typedef {{ loaded: number, total: number, signal: AbortSignal, giveUp: () => void }} Upload
 */

/** The photos of one field that are on their way, one after the other: a slow network is not shared among them. */
export function createUploads() {
  /** @type {Set<Upload>} */
  const open = new Set();
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  /** Of those that ended since the last time when none was on its way. */
  let ended = { count: 0, bytes: 0 };

  return {
    isEmpty: () => open.size === 0,
    /** Whether nothing comes after the one that has its turn. */
    isLast: () => open.size === 1,
    /** Which one of how many is on its way. */
    position: () => ({ n: ended.count + 1, total: ended.count + open.size }),
    /** Of all of them, in bytes. */
    progress() {
      const sum = { loaded: ended.bytes, total: ended.bytes };
      for (const { loaded, total } of open) {
        sum.loaded += loaded;
        sum.total += total;
      }
      return sum;
    },
    /** Until none is on its way. */
    done: () => queue,
    giveUpAll() {
      for (const upload of open) upload.giveUp();
    },
    /**
     * @param {Blob} file
     * @param {(upload: Upload) => Promise<void>} send when it has its turn, also when it was given up before
     * @returns {Upload}
     */
    add(file, send) {
      const control = new AbortController();
      const upload = {
        ...{ loaded: 0, total: file.size, signal: control.signal },
        giveUp: () => control.abort(),
      };
      open.add(upload);
      queue = queue.then(async () => {
        await send(upload);
        open.delete(upload);
        ended =
          open.size === 0
            ? { count: 0, bytes: 0 }
            : { count: ended.count + 1, bytes: ended.bytes + upload.total };
      });
      return upload;
    },
  };
}
