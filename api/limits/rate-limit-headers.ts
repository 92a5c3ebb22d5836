export interface Count {
  /** What clients know the limit by. */
  name: string;
  points: number;
  windowSeconds: number;
  remaining: number;
  /** Until there are more again. */
  seconds: number;
}

/**
 * As draft-ietf-httpapi-ratelimit-headers-11 writes them. Both are lists, so those of several limits may stand in one
 * answer.
 */
export function rateLimitHeaders({ name, points, windowSeconds, remaining, seconds }: Count) {
  return {
    'RateLimit-Policy': `"${name}";q=${points};w=${windowSeconds}`,
    RateLimit: `"${name}";r=${remaining};t=${seconds}`,
  };
}

/** The three that earlier drafts had, and that many clients still look for; they tell of one limit only. */
export function earlierRateLimitHeaders({ points, remaining, seconds }: Count) {
  return {
    'RateLimit-Limit': String(points),
    'RateLimit-Remaining': String(remaining),
    'RateLimit-Reset': String(seconds),
  };
}
