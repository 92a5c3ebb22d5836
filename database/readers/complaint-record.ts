import type { InferAttributes } from 'sequelize';
import type { ActName } from '../../domain/acts';
import type { Instant } from '../../domain/instant';
import { isOpen } from '../../domain/statuses';
import type { TimelineEvent } from '../../domain/timeline';
import { toInstant, toInstantOrNull } from '../instants';
import type { ComplaintModel } from '../models/define-complaint';
import type { PhotoModel } from '../models/define-photo';

type ComplaintRow = InferAttributes<ComplaintModel>;
type PhotoRow = InferAttributes<PhotoModel>;

/** A row's dates as instants. */
type WithInstants<Row> = {
  [Name in keyof Row]: Date extends Row[Name] ? Exclude<Row[Name], Date> | Instant : Row[Name];
};

/** A complaint as it is stored, complete: the caller decides who may see what. */
export type ComplaintRecord = Omit<WithInstants<ComplaintRow>, 'clockOffset'> & {
  /** How far a developer has moved this case's clock forward; 0 in production. */
  clockOffsetMs: number;
  /** The database's time at reading. */
  now: Instant;
  /** Open, and past its promise by the case's own clock. */
  overdue: boolean;
  /** Photos that came with the complaint. */
  photos: PhotoRecord[];
  supporters: number;
};

export type PhotoRecord = WithInstants<PhotoRow>;

/** One photo, with the act that it came with; null when it came with the complaint. */
export type PhotoWithAct = PhotoRecord & { act: ActName | null };

/** One entry of a timeline with the text and photos of its act. */
export type TimelineRecord = TimelineEvent & {
  /** Null when nothing was written. */
  text: string | null;
  photos: PhotoRecord[];
  /** By the database's clock. */
  recordedAt: Instant;
};

export type ComplaintRowRead = ComplaintRow & { now: Date; supporters: number };

export function toComplaintRecord(row: ComplaintRowRead, photos: PhotoRecord[]): ComplaintRecord {
  const { clockOffset, now, ...columns } = row;
  const clockOffsetMs = Number(clockOffset);
  return {
    // Before the columns: properties added after them make V8 keep the whole row until its next full collection.
    clockOffsetMs,
    now: toInstant(now),
    overdue: isOpen(row.status) && toInstant(row.resolveBy) < toInstant(now) + clockOffsetMs,
    photos,
    ...columns,
    receivedAt: toInstant(row.receivedAt),
    acknowledgedAt: toInstantOrNull(row.acknowledgedAt),
    resolvedAt: toInstantOrNull(row.resolvedAt),
    rejectedAt: toInstantOrNull(row.rejectedAt),
    closedAt: toInstantOrNull(row.closedAt),
    toldAt: toInstantOrNull(row.toldAt),
    unreachedAt: toInstantOrNull(row.unreachedAt),
    acknowledgeBy: toInstantOrNull(row.acknowledgeBy),
    resolveBy: toInstant(row.resolveBy),
    nextDueBy: toInstantOrNull(row.nextDueBy),
    questionAskedAt: toInstantOrNull(row.questionAskedAt),
    reporterLeftAt: toInstantOrNull(row.reporterLeftAt),
    hiddenAt: toInstantOrNull(row.hiddenAt),
    workflowStartedAt: toInstantOrNull(row.workflowStartedAt),
    startClaimedUntil: toInstantOrNull(row.startClaimedUntil),
    recordedAt: toInstant(row.recordedAt),
  };
}

export function toPhotoRecord(photo: PhotoModel): PhotoRecord {
  const row = photo.get({ plain: true });
  return { ...row, hiddenAt: toInstantOrNull(row.hiddenAt), createdAt: toInstant(row.createdAt) };
}
