export interface Count {
  /** Name of the limit for clients. */
  name: string;
  points: number;
  windowSeconds: number;
  remaining: number;
  /** Until the allowance is full again. */
  seconds: number;
}

/**
 * The headers of draft-ietf-httpapi-ratelimit-headers-11. Both are lists, so one response may have those of
 * several limits.
 */
export function rateLimitHeaders({ name, points, windowSeconds, remaining, seconds }: Count) {
  return {
    'RateLimit-Policy': `"${name}";q=${points};w=${windowSeconds}`,
    RateLimit: `"${name}";r=${remaining};t=${seconds}`,
  };
}

/** The three headers of earlier drafts, which many clients still look for; they describe one limit only. */
export function earlierRateLimitHeaders({ points, remaining, seconds }: Count) {
  return {
    'RateLimit-Limit': String(points),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(seconds),
  };
}
