import { networksOf } from '../limits/network-of';
import { Problem } from '../http/problem';

export interface StreamSettings {
  heartbeatMs: number;
  /** How often a visitor's link is checked again, in heartbeats. */
  checkEveryHeartbeats: number;
  /** Open streams per address or /64 (wider networks may have more, see `networksOf`), and in this process. */
  slotsPerNetwork: number;
  slots: number;
  /** Bytes that may wait for a reader before it is dropped. */
  waitingBytesAtMost: number;
}

export const STREAM_SETTINGS: StreamSettings = {
  heartbeatMs: 15_000,
  checkEveryHeartbeats: 4,
  // Many phones share one address of a mobile network.
  slotsPerNetwork: 50,
  slots: 2_000,
  waitingBytesAtMost: 16 * 1024,
};

const RETRY_AFTER_SECONDS = 60;

export type ConnectionSlots = ReturnType<typeof createConnectionSlots>;

/** An open stream costs memory for as long as its reader likes, so their number is limited. */
export function createConnectionSlots({
  slots,
  slotsPerNetwork,
}: Pick<StreamSettings, 'slots' | 'slotsPerNetwork'>) {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    /**
     * @returns a function that frees the slot
     * @throws Problem `too_many_requests`
     */
    take(address: string | undefined): () => void {
      const networks = networksOf(address);
      // Each slot costs memory, so wider networks get more of them, but by a smaller factor than for requests.
      const isFull = networks.some(
        ({ name, allowance }) => (taken.get(name) ?? 0) >= slotsPerNetwork * Math.sqrt(allowance),
      );
      if (all >= slots || isFull) throw full();
      all += 1;
      for (const { name } of networks) taken.set(name, (taken.get(name) ?? 0) + 1);
      let isBack = false;
      return () => {
        if (isBack) return;
        isBack = true;
        all -= 1;
        for (const { name } of networks) {
          const rest = (taken.get(name) ?? 1) - 1;
          if (rest === 0) taken.delete(name);
          else taken.set(name, rest);
        }
      };
    },
    taken: () => all,
  };
}

function full(): Problem {
  return new Problem({
    code: 'too_many_requests',
    detail: 'Too many pages of this network are watched at once.',
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}
