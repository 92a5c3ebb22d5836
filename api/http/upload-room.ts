export interface UploadLimits {
  /** On disk, of all uploads that are not answered. */
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
  /** Nothing more is to come: it is cut no more. */
  arrived(): void;
  /** Nothing of it is on disk any more. */
  end(): void;
}

export interface UploadRoom {
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
 * Counts the bytes of uploads in a process until they are answered, and cuts those that have all but stopped. Where there
 * is no room for more, the largest unfinished upload of the network that has the most gives way to one of a network that
 * has less: whoever never ends what they began holds up nobody else.
 */
export function createUploadRoom(limits: Partial<UploadLimits> = {}): UploadRoom {
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
