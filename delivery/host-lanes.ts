export interface HostLanesSettings {
  /** What is longer on its way is slow. */
  slowAfterMs: number;
  /** So many slow ones to one host hold up the others to it, and to nobody else. */
  slowAtMost: number;
}

export interface HostLanes {
  /** @returns what to call when the send is over; null when that host has no room */
  enter(host: string): (() => void) | null;
}

/** Keeps a recipients' host that is slow, or hangs, from taking the hands of all others. */
export function createHostLanes({ slowAfterMs, slowAtMost }: HostLanesSettings): HostLanes {
  const sends = new Set<{ host: string; since: number }>();
  return {
    enter(host) {
      const now = performance.now();
      const slow = [...sends].filter((send) => send.host === host && now - send.since >= slowAfterMs);
      if (slow.length >= slowAtMost) return null;
      const send = { host, since: now };
      sends.add(send);
      return () => void sends.delete(send);
    },
  };
}
