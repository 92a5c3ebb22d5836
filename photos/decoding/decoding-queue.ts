import { PhotoIntakeBusy } from '../photo-intake-busy';

export interface QueueLimits {
  pictures: {
    atOnce: number;
    /** Limit for one network, however many it sends, so that the other networks have room. */
    atOnceOfNetwork: number;
    waiting: number;
  };
  /** A picture that has waited this long is turned away. */
  waitMsAtMost: number;
}

/**
 * Decodes a few pictures at once and lets a bounded number wait. Networks take turns, so one that sends many
 * pictures does not hold up the others.
 */
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
  /** Number of the turn that a network had last; removed once it has nothing running or waiting. */
  const lastTurns = new Map<string, number>();
  let turns = 0;
  const runningOf = (network: string) => running.get(network) ?? 0;
  const runningInAll = () => [...running.values()].reduce((sum, each) => sum + each, 0);
  const mayRun = (network: string) =>
    runningInAll() < pictures.atOnce && runningOf(network) < pictures.atOnceOfNetwork;

  function enter(network: string): Promise<void> {
    if (mayRun(network)) return Promise.resolve(begin(network));
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
          begin(network);
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

  /** The network with the most waiting loses its last one to a network that has fewer. */
  function makeRoomFor(network: string): void {
    const waitingOf = (name: string) => [...waiting].filter((waiter) => waiter.network === name);
    const queues = [...new Set([...waiting].map((waiter) => waiter.network))].map(waitingOf);
    const longest = queues.reduce((most, queue) => (queue.length > most.length ? queue : most), []);
    if (longest.length <= waitingOf(network).length + 1) throw new PhotoIntakeBusy();
    longest.at(-1)?.turnAway();
  }

  function begin(network: string): void {
    running.set(network, runningOf(network) + 1);
    lastTurns.set(network, (turns += 1));
  }

  function end(network: string): void {
    const left = runningOf(network) - 1;
    if (left > 0) running.set(network, left);
    else running.delete(network);
  }

  /** Admits the network whose last turn is longest ago; among networks that had none, the first that came. */
  function admitNext(): void {
    const admissible = [...waiting].filter(({ network }) => mayRun(network));
    const lastTurnOf = ({ network }: Waiter) => lastTurns.get(network) ?? 0;
    const [next] = admissible.sort((one, other) => lastTurnOf(one) - lastTurnOf(other));
    next?.admit();
    const here = new Set([...running.keys(), ...[...waiting].map(({ network }) => network)]);
    for (const network of lastTurns.keys()) if (!here.has(network)) lastTurns.delete(network);
  }

  return {
    async run({ network, work }) {
      await enter(network);
      try {
        return await work();
      } finally {
        end(network);
        admitNext();
      }
    },
  };
}
