import type { StatisticsRow } from '../../database/readers/statistics-reader';
import { satisfactionOf, shareOf, type Satisfaction } from '../../domain/statistics';

/** A part of a whole. If the whole is too small to compare, only its size is given. */
export interface Part {
  of: number;
  count: number | null;
  /** 0 to 1. */
  share: number | null;
}

/** The figures that may be shown for a group of promises (docs/decisions/0018-promise-facts.md). */
export interface Figures {
  received: number;
  /** Not decided yet. */
  running: number;
  acknowledgedInTime: Part;
  resolvedInTime: Part;
  /** Of `resolvedInTime`, how many were answered after the first promise: the target had been moved. */
  afterMove: Part;
  answered: number;
  medianHours: number | null;
  p90Hours: number | null;
  rejected: Part;
  reopened: Part;
  extended: number;
  /** Rated with four or five stars. */
  satisfied: Pick<Satisfaction, 'of' | 'share'>;
  meanStars: Satisfaction['meanStars'];
}

export function figuresOf(row: StatisticsRow): Figures {
  const { meanStars, ...satisfied } = satisfactionOf(row);
  return {
    received: row.received,
    running: row.running,
    acknowledgedInTime: part(row.acknowledgedInTime, row.acknowledgedDecided),
    resolvedInTime: part(row.resolvedInTime, row.resolvedDecided),
    afterMove: part(row.resolvedAfterMove, row.resolvedDecided),
    answered: row.answered,
    medianHours: row.medianHours,
    p90Hours: row.p90Hours,
    rejected: part(row.rejected, row.answered),
    reopened: part(row.reopened, row.answered),
    extended: row.extended,
    satisfied,
    meanStars,
  };
}

/**
 * Ranks by the share answered in time: the best is 1, equal shares get the same rank, and groups that are too
 * small get null.
 */
export function ranksOf(all: readonly Figures[]): (number | null)[] {
  const shares = all.flatMap(({ resolvedInTime }) => resolvedInTime.share ?? []);
  return all.map(({ resolvedInTime: { share } }) =>
    share === null ? null : 1 + shares.filter((other) => other > share).length,
  );
}

function part(count: number, whole: number): Part {
  const share = shareOf(count, whole);
  return { of: whole, count: share === null ? null : count, share };
}
