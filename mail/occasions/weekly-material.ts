import type { Instant } from '../../domain/instant';
import type { EscalationLevel } from '../../domain/policy';

export interface WeeklyMaterial {
  kind: 'weekly_report';
  /** Of the pack's leadership. */
  contact: string;
  /** The Monday that it was asked for, `YYYY-MM-DD` in the city's time zone; it tells of the week before. */
  monday: string;
  report: WeeklyReport;
}

/** A week of the whole city in figures, beside the week before it. Confidential complaints are counted, never named. */
export interface WeeklyReport {
  from: Instant;
  /** Not in it any more. */
  to: Instant;
  week: WeekFigures;
  before: WeekFigures;
  agencies: { agency: string; week: WeekFigures; before: WeekFigures }[];
  standing: WeeklyStanding;
  /** What is open for longest, the longest first. */
  longest: WeeklyCase[];
}

export interface WeekFigures {
  received: number;
  resolved: number;
  /** Of the promises of the four weeks up to its end: about how many it is decided, and how many were kept. */
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
