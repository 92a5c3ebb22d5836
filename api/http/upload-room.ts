export interface UploadLimits {
  /** On disk, of all uploads that have not ended. */
  bytesAtMost: number;
  /** Of what is sent, on average over `measuredMs`. */
  bytesPerSecondAtLeast: number;
  measuredMs: number;
}

/** Two hundred large photos at once; slower than the slowest phone network nobody sends who wants to be done. */
export const UPLOAD_LIMITS: UploadLimits = {
  bytesAtMost: 2 * 1024 ** 3,
  bytesPerSecondAtLeast: 1024,
  measuredMs: 20_000,
};

/** So much is being uploaded that nothing more is taken until some of it is done. */
export class UploadsBusy extends Error {
  override readonly name = 'UploadsBusy';
}

/** What has arrived of one request. */
export interface Upload {
  /** @throws UploadsBusy */
  add(bytes: number): void;
  end(): void;
}

export interface UploadRoom {
  /** @param sender `cut` is called when the upload is given up, and has to end it */
  begin(sender: { network: string; cut: () => void }): Upload;
}

interface Begun {
  network: string;
  bytes: number;
  giveUp(): void;
}

/**
 * Counts the bytes of unfinished uploads in a process, and cuts those that have all but stopped. Where there is no room
 * for more, the largest upload of the network that has the most gives way to one of a network that has less: whoever
 * never ends what they began holds up nobody else.
 */
export function createUploadRoom(limits: Partial<UploadLimits> = {}): UploadRoom {
  const { bytesAtMost, bytesPerSecondAtLeast, measuredMs } = { ...UPLOAD_LIMITS, ...limits };
  const uploads = new Set<Begun>();
  const of = (network: string) => [...uploads].filter((each) => each.network === network);

  function makeRoom({ network }: Begun, bytes: number): void {
    while (sumOf([...uploads]) + bytes > bytesAtMost) {
      const heaviest = largest([...uploads].map((each) => ({ ...each, bytes: sumOf(of(each.network)) })));
      const own = sumOf(of(network)) + bytes;
      if (!heaviest || heaviest.bytes <= own) throw new UploadsBusy();
      largest(of(heaviest.network))?.giveUp();
    }
  }

  return {
    begin({ network, cut }) {
      const end = () => {
        clearInterval(pulse);
        uploads.delete(upload);
      };
      const giveUp = () => {
        end();
        cut();
      };
      const upload: Begun = { network, bytes: 0, giveUp };
      let before = 0;
      const pulse = setInterval(() => {
        const perSecond = ((upload.bytes - before) * 1000) / measuredMs;
        before = upload.bytes;
        if (perSecond < bytesPerSecondAtLeast) giveUp();
      }, measuredMs);
      pulse.unref();
      uploads.add(upload);
      return {
        add(bytes) {
          makeRoom(upload, bytes);
          upload.bytes += bytes;
        },
        end,
      };
    },
  };
}

function sumOf(uploads: readonly Begun[]): number {
  return uploads.reduce((sum, { bytes }) => sum + bytes, 0);
}

function largest(uploads: readonly Begun[]): Begun | undefined {
  return [...uploads].sort((one, other) => other.bytes - one.bytes)[0];
}
