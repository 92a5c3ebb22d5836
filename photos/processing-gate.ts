import { PhotoIntakeBusy } from './photo-intake-busy';

/** Lets a few jobs run at once and a bounded number of photos wait, in the order of arrival. */
export interface ProcessingGate {
  /**
   * @param job `photos` is its weight in the queue
   * @throws PhotoIntakeBusy when the photos would not fit into the queue; the job has not begun then
   */
  run<T>(job: { photos: number; work: () => Promise<T> }): Promise<T>;
}

export function createProcessingGate(deps: {
  jobsAtOnce: number;
  photosWaitingAtMost: number;
}): ProcessingGate {
  const waiting: (() => void)[] = [];
  let running = 0;
  let photosWaiting = 0;

  async function enter(photos: number): Promise<void> {
    if (running < deps.jobsAtOnce) {
      running += 1;
      return;
    }
    if (photosWaiting + photos > deps.photosWaitingAtMost) throw new PhotoIntakeBusy();
    photosWaiting += photos;
    await new Promise<void>((admit) => waiting.push(admit));
    photosWaiting -= photos;
  }

  // The place is handed on rather than freed, so that a newcomer cannot slip in before those who wait.
  function leave(): void {
    const admitNext = waiting.shift();
    if (admitNext) admitNext();
    else running -= 1;
  }

  return {
    async run({ photos, work }) {
      await enter(photos);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
