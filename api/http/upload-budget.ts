export interface UploadLimits {
  /** Bytes on disk, of all uploads whose requests are not answered yet. */
  bytesAtMost: number;
  /** Bytes received, on average over `measuredMs`; a slower upload is cut. */
  bytesPerSecondAtLeast: number;
  measuredMs: number;
}

/** Two hundred large photos at once. Even the slowest phone network is faster than the minimum speed. */
export const UPLOAD_LIMITS: UploadLimits = {
  bytesAtMost: 2 * 1024 ** 3,
  bytesPerSecondAtLeast: 1024,
  measuredMs: 20_000,
};

/** Too much is being uploaded: nothing more is accepted until some of it is done. */
export class UploadsBusy extends Error {
  override readonly name = 'UploadsBusy';
}

/** What has arrived of one request. */
export interface Upload {
  /** @throws UploadsBusy */
  add(bytes: number): void;
  /** The upload is complete: it is no longer cut. */
  arrived(): void;
  /** None of its bytes are on disk any more. */
  end(): void;
}

/** How many bytes of uploads may be in flight at once. */
export interface UploadBudget {
  /** @param sender `cut` is called when the upload is given up, and has to end it */
  begin(sender: { network: string; cut: () => void }): Upload;
}

interface Begun {
  network: string;
  bytes: number;
  hasArrived: boolean;
  giveUp(): void;
}

/**
 * Counts a process's uploaded bytes until their requests are answered, and cuts uploads that have almost stopped.
 * If the budget is spent, the network with the most bytes loses its largest unfinished upload to a network with
 * fewer: uploads that never end hold up nobody else.
 */
export function createUploadBudget(limits: Partial<UploadLimits> = {}): UploadBudget {
  const { bytesAtMost, bytesPerSecondAtLeast, measuredMs } = { ...UPLOAD_LIMITS, ...limits };
  const uploads = new Set<Begun>();
  const of = (network: string) => [...uploads].filter((each) => each.network === network);

  function makeRoom({ network }: Begun, bytes: number): void {
    while (sumOf([...uploads]) + bytes > bytesAtMost) {
      const heaviest = largest([...uploads].map((each) => ({ ...each, bytes: sumOf(of(each.network)) })));
      const own = sumOf(of(network)) + bytes;
      const giving = heaviest && largest(of(heaviest.network).filter(({ hasArrived }) => !hasArrived));
      if (!giving || heaviest.bytes <= own) throw new UploadsBusy();
      giving.giveUp();
    }
  }

  return {
    begin({ network, cut }) {
      const arrived = () => {
        clearInterval(pulse);
        upload.hasArrived = true;
      };
      const end = () => {
        arrived();
        uploads.delete(upload);
      };
      const giveUp = () => {
        end();
        cut();
      };
      const upload: Begun = { network, bytes: 0, hasArrived: false, giveUp };
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
        arrived,
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
