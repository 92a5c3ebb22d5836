import { PhotoIntakeBusy } from '../photo-intake-busy';

export interface QueueLimits {
  pictures: {
    atOnce: number;
    /** Of one network, however many it sends: what is left serves the others. */
    atOnceOfNetwork: number;
    waiting: number;
  };
  /** Who has waited so long is told so, rather than kept. */
  waitMsAtMost: number;
}

/** Lets a few pictures be decoded at once and a bounded number wait. No network's pictures hold up those of others. */
export interface DecodingQueue {
  /** @throws PhotoIntakeBusy when too many wait, or this one waited too long; the work has not begun then */
  run<T>(picture: { network: string; work: () => Promise<T> }): Promise<T>;
}

interface Waiter {
  network: string;
  admit(): void;
  turnAway(): void;
}

export function createDecodingQueue({ pictures, waitMsAtMost }: QueueLimits): DecodingQueue {
  /** In the order of arrival. */
  const waiting = new Set<Waiter>();
  const running = new Map<string, number>();
  const runningOf = (network: string) => running.get(network) ?? 0;
  const runningInAll = () => [...running.values()].reduce((sum, each) => sum + each, 0);
  const mayRun = (network: string) =>
    runningInAll() < pictures.atOnce && runningOf(network) < pictures.atOnceOfNetwork;

  function enter(network: string): Promise<void> {
    if (mayRun(network)) return Promise.resolve(count(network, 1));
    if (waiting.size >= pictures.waiting) makeRoomFor(network);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiter.turnAway(), waitMsAtMost);
      const leave = () => {
        clearTimeout(timer);
        waiting.delete(waiter);
      };
      const waiter: Waiter = {
        network,
        admit() {
          leave();
          count(network, 1);
          resolve();
        },
        turnAway() {
          leave();
          reject(new PhotoIntakeBusy());
        },
      };
      waiting.add(waiter);
    });
  }

  /** Whoever has the most waiting loses the last of it to a network that has less. */
  function makeRoomFor(network: string): void {
    const waitingOf = (name: string) => [...waiting].filter((waiter) => waiter.network === name);
    const queues = [...new Set([...waiting].map((waiter) => waiter.network))].map(waitingOf);
    const longest = queues.reduce((most, queue) => (queue.length > most.length ? queue : most), []);
    if (longest.length <= waitingOf(network).length + 1) throw new PhotoIntakeBusy();
    longest.at(-1)?.turnAway();
  }

  function count(network: string, change: 1 | -1): void {
    const now = runningOf(network) + change;
    if (now === 0) running.delete(network);
    else running.set(network, now);
  }

  function admitNext(): void {
    const admissible = [...waiting].filter(({ network }) => mayRun(network));
    const [next] = admissible.sort((one, other) => runningOf(one.network) - runningOf(other.network));
    next?.admit();
  }

  return {
    async run({ network, work }) {
      await enter(network);
      try {
        return await work();
      } finally {
        count(network, -1);
        admitNext();
      }
    },
  };
}
