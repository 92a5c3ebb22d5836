/**
 * Keys of PostgreSQL's advisory locks. They share one space for the whole database, so each is listed here once.
 */
export const ADVISORY_LOCKS = {
  migration: 5_391_724,
  /** Held by the process that assigns positions to events, until they are committed. */
  positions: 5_391_726,
  webhooks: 5_391_730,
  webhookClaims: 5_391_731,
  staff: 5_391_732,
  /** Rounds of the watchdog. */
  lateCases: 5_391_733,
  allCases: 5_391_734,
  /** A round of upkeep after a change of the city pack. */
  cityUpkeep: 5_391_737,
} as const;
