/** The rules of the queue: what becomes of a complaint that waits on this device. */
(() => {
  const DAY_MS = 24 * 3_600_000;
  /** Somebody may have repaired it, or reported it otherwise: its writer is asked again. */
  const WANTED_FOR_MS = 7 * DAY_MS;
  /** The service tells a repetition from a new complaint for 30 days (`server/housekeeping/forgetting.ts`). */
  const SENDABLE_FOR_MS = 28 * DAY_MS;
  const LATER_MS = 30_000;
  const LONGEST_WAIT_MS = 3_600_000;

  /** @type {import('./types.js').Queue} */
  const queue = {
    stateOf({ errors, pressedAt, wantedAt, attempts }, now) {
      if (errors) return 'refused';
      if (attempts > 0 && now - pressedAt > SENDABLE_FOR_MS) return 'expired';
      return now - wantedAt > WANTED_FOR_MS ? 'ask' : 'waiting';
    },
    isUncertain: ({ attempts, errors }) => attempts > 0 && errors === null,
    outcomeOf({ status, body, retryAfter }) {
      // A café's sign-in page may answer in the service's place, with any status: only our own words count.
      const { code, my, errors, challenge } = Object(body);
      if (status === 201 && code && my) return { kind: 'answered', sent: Object(body) };
      if (Array.isArray(errors) && errors.length > 0) return { kind: 'refused', errors };
      if (status === 429 && challenge) return { kind: 'challenged', challenge };
      return { kind: 'later', afterMs: Math.min(waitMs(retryAfter), LONGEST_WAIT_MS) };
    },
  };

  /**
   * A duration, so that a phone's clock may be wrong.
   * @param {string | null} retryAfter in seconds
   */
  function waitMs(retryAfter) {
    const seconds = Number(retryAfter ?? NaN);
    return seconds > 0 ? seconds * 1000 : LATER_MS;
  }

  self.sikesal = { ...self.sikesal, queue };
})();
