import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';

export interface WeeklyMaterial {
  kind: 'weekly_report';
  /** Code of the contact in the pack's leadership. */
  contact: string;
  /** The Monday that it is for, `YYYY-MM-DD` in the city's time zone; it covers the week before. */
  monday: string;
  report: WeeklyReport;
}

/**
 * Figures of the whole city for one week, next to the week before. Confidential complaints are counted, never
 * named.
 */
export interface WeeklyReport {
  from: Instant;
  /** Exclusive. */
  to: Instant;
  week: WeekFigures;
  before: WeekFigures;
  agencies: { agency: string; week: WeekFigures; before: WeekFigures }[];
  standing: WeeklyStanding;
  /** Cases that have been open longest, longest first. */
  longest: WeeklyCase[];
}

export interface WeekFigures {
  received: number;
  resolved: number;
  /**
   * Of the promises of the four weeks that end with this week: how many are decided, and how many of those were
   * kept.
   */
  decided: number;
  onTime: number;
}

/** At the moment of writing. */
export interface WeeklyStanding {
  open: number;
  late: number;
  confidential: number;
  level1: number;
  level2: number;
  level3: number;
}

export interface WeeklyCase {
  trackingCode: string;
  category: string;
  district: string;
  agency: string;
  level: EscalationLevel;
  /** Since its receipt, by the case's own clock. */
  openMs: number;
}
