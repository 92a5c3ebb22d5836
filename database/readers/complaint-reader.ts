import type { Database } from '../connection';
import { toInstant } from '../instants';
import { isUuid } from '../is-uuid';
import { toTimelineEvent } from '../cases/timeline-rows';
import {
  toPhotoRecord,
  type ComplaintRecord,
  type PhotoWithAct,
  type TimelineRecord,
} from './complaint-record';
import { decodeCursor, encodeCursor } from './list-cursor';
import { conditionsOf, type ListFilter } from './list-filter';
import { readOutageReasons } from './outage-reasons';
import { readNearby, type NearbyInput } from './nearby';
import { readPublicCounts, type PublicCounts } from './public-counts';
import { readPublicRevision } from './public-revision';
import { readComplaints } from './read-complaints';

export type { ComplaintRecord, PhotoRecord, PhotoWithAct, TimelineRecord } from './complaint-record';
export type { ListFilter } from './list-filter';
export type { NearbyInput } from './nearby';
export type { PublicCounts } from './public-counts';

export interface Page {
  /** From the page before. */
  cursor?: string;
  limit: number;
}

export interface ComplaintList {
  items: ComplaintRecord[];
  /** Cursor of the next page; null on the last one. */
  next: string | null;
}

export interface ComplaintReader {
  byCode(trackingCode: string): Promise<ComplaintRecord | null>;
  byId(id: string): Promise<ComplaintRecord | null>;
  /** In the order of the events; empty when there is no such complaint. */
  timeline(complaintId: string): Promise<TimelineRecord[]>;
  /**
   * Newest first. Complaints filed while someone pages through do not affect later pages.
   * @throws InvalidCursorError
   */
  list(filter: ListFilter, page: Page): Promise<ComplaintList>;
  nearby(input: NearbyInput): Promise<ComplaintRecord[]>;
  /** Counts only what is public: the filter's `visibleTo` is treated as public. */
  publicCounts(filter: ListFilter): Promise<PublicCounts>;
  /**
   * Changes with each commit that hides, erases or withdraws what everybody could read. What is read after such a
   * commit no longer contains it.
   */
  publicRevision(): Promise<string>;
  photo(photoId: string): Promise<PhotoWithAct | null>;
}

export function createComplaintReader({ db }: { db: Database }): ComplaintReader {
  const one = async (condition: string, value: string) =>
    (await readComplaints(db, { rest: `WHERE ${condition}`, bind: [value] }))[0] ?? null;
  return {
    byCode: (trackingCode) => one('c.tracking_code = $1', trackingCode),
    byId: async (id) => (isUuid(id) ? one('c.id = $1', id) : null),
    timeline: (complaintId) => readTimeline(db, complaintId),
    list: (filter, page) => readList(db, filter, page),
    nearby: (input) => readNearby(db, input),
    publicCounts: (filter) => readPublicCounts(db, filter),
    publicRevision: () => readPublicRevision(db),
    photo: (photoId) => readPhoto(db, photoId),
  };
}

async function readList(db: Database, filter: ListFilter, { cursor, limit }: Page): Promise<ComplaintList> {
  const where = conditionsOf(filter, cursor === undefined ? null : decodeCursor(cursor));
  // One more than asked for shows whether there is a next page.
  const more = where.value(limit + 1);
  const found = await readComplaints(db, {
    rest: `WHERE ${where.sql} ORDER BY c.received_at DESC, c.id DESC LIMIT ${more}`,
    bind: where.bind,
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor(last) : null };
}

async function readTimeline(db: Database, complaintId: string): Promise<TimelineRecord[]> {
  if (!isUuid(complaintId)) return [];
  const { ActInput, Photo, TimelineEvent } = db.models;
  const where = { complaintId };
  // Before the inputs, which are stored earlier: so no event is read without its text.
  const events = await TimelineEvent.findAll({ where, order: [['sequence', 'ASC']] });
  const [inputs, photos, reasons] = await Promise.all([
    ActInput.findAll({ where, attributes: ['id', 'text'] }),
    Photo.findAll({ where, order: [['position', 'ASC']] }),
    readOutageReasons(db, events.map(toTimelineEvent)),
  ]);
  const pictures = photos.map(toPhotoRecord);
  return events.map((event) => {
    const row = event.get({ plain: true });
    const input = inputs.find(({ id }) => id === row.inputId);
    const timelineEvent = toTimelineEvent(row);
    return {
      ...timelineEvent,
      text: input?.text ?? reasons.get(timelineEvent.sequence) ?? null,
      photos: input ? pictures.filter(({ inputId }) => inputId === input.id) : [],
      recordedAt: toInstant(row.recordedAt),
    };
  });
}

async function readPhoto(db: Database, photoId: string): Promise<PhotoWithAct | null> {
  const { ActInput, Photo } = db.models;
  const photo = isUuid(photoId) ? await Photo.findByPk(photoId) : null;
  if (!photo) return null;
  const input =
    photo.inputId === null ? null : await ActInput.findByPk(photo.inputId, { attributes: ['act'] });
  return { ...toPhotoRecord(photo), act: input?.act ?? null };
}
