/**
 * The upload of one photo.
 * @typedef {{ loaded: number, total: number, signal: AbortSignal, giveUp: () => void }} Upload
 */

/** The uploads of one field. They run one after the other, so that they do not share a slow network. */
export function createUploads() {
  /** @type {Set<Upload>} */
  const open = new Set();
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  /** The uploads that have ended since there was last none open. */
  let ended = { count: 0, bytes: 0 };

  return {
    isEmpty: () => open.size === 0,
    /** Whether the current upload is the last one. */
    isLast: () => open.size === 1,
    /** The number of the current upload, and how many there are. */
    position: () => ({ n: ended.count + 1, total: ended.count + open.size }),
    /** Progress of all of them, in bytes. */
    progress() {
      const sum = { loaded: ended.bytes, total: ended.bytes };
      for (const { loaded, total } of open) {
        sum.loaded += loaded;
        sum.total += total;
      }
      return sum;
    },
    /** Resolves when no upload is left. */
    done: () => queue,
    giveUpAll() {
      for (const upload of open) upload.giveUp();
    },
    /**
     * @param {Blob} file
     * @param {(upload: Upload) => Promise<void>} send called when it has its turn, even if it was given up before
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
