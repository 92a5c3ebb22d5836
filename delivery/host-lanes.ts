export interface HostLanesSettings {
  /** A send that takes longer is slow. */
  slowAfterMs: number;
  /** With this many slow sends to one host, further ones to that host wait; other hosts are not affected. */
  slowAtMost: number;
}

export interface HostLanes {
  /** @returns a function to call when the send is over; null if that host has no room */
  enter(host: string): (() => void) | null;
}

/** Keeps one slow or hanging host of recipients from taking up all sends. */
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
