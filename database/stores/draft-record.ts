import type { Instant } from '../../domain/instant';
import type { Capture } from '../../domain/on-the-spot';
import { toInstant } from '../instants';
import type { DraftModel } from '../models/define-draft';
import type { DraftPhotoModel } from '../models/define-draft-photo';

/** What somebody has entered so far, as they typed it; null or false if they have not. */
export interface DraftContent {
  description: string | null;
  category: string | null;
  /** The reporter says that nobody's life is in danger, whatever the text says. */
  noDanger: boolean;
  /** WGS84, decimal degrees; both or neither. */
  latitude: number | null;
  longitude: number | null;
  district: string | null;
  landmark: string | null;
  /** They were shown what is already reported nearby, and said that theirs is something else. */
  similarSeen: boolean;
  name: string | null;
  email: string | null;
  phone: string | null;
  anonymous: boolean;
  confidential: boolean;
  contactSeen: boolean;
}

/** A photo of a draft; its files are in the blob store. */
export interface DraftPhoto {
  /** UUID. */
  id: string;
  /** Of the full picture, in pixels. */
  width: number;
  height: number;
  /** Of the full picture. */
  bytes: number;
  capture: Capture;
}

export interface DraftRecord extends DraftContent {
  id: string;
  /** Increases with each change. */
  revision: number;
  /** In the order of upload. */
  photos: DraftPhoto[];
  /** The complaint that it became; the draft is empty then. */
  complaintId: string | null;
  expiresAt: Instant;
}

export function toDraftRecord(row: DraftModel, photos: DraftPhotoModel[]): DraftRecord {
  return {
    id: row.id,
    revision: row.revision,
    description: row.description,
    category: row.category,
    noDanger: row.noDanger,
    latitude: row.latitude,
    longitude: row.longitude,
    district: row.district,
    landmark: row.landmark,
    similarSeen: row.similarSeen,
    name: row.name,
    email: row.email,
    phone: row.phone,
    anonymous: row.anonymous,
    confidential: row.confidential,
    contactSeen: row.contactSeen,
    photos: photos.map(({ id, width, height, bytes, capture }) => ({ id, width, height, bytes, capture })),
    complaintId: row.complaintId,
    expiresAt: toInstant(row.expiresAt),
  };
}
