import type { Transaction } from 'sequelize';
import type { Database } from '../connection';

/** A photo whose files are already in the blob store. */
export interface StoredPhoto {
  /** UUID. */
  id: string;
  /** Of the full picture, in pixels. */
  width: number;
  height: number;
  /** Of the full picture. */
  bytes: number;
  /** Whether it was taken where and when the complaint says; false when that was not checked. */
  onTheSpot?: boolean;
}

/** Inserts photos of a complaint (`inputId` null) or of one act, in the order in which they were sent. */
export async function insertPhotos(
  db: Database,
  input: { complaintId: string; inputId: string | null; photos: StoredPhoto[]; transaction: Transaction },
): Promise<void> {
  const { complaintId, inputId, photos, transaction } = input;
  await db.models.Photo.bulkCreate(
    photos.map(({ id, width, height, bytes, onTheSpot = false }, position) => ({
      ...{ id, width, height, bytes, onTheSpot },
      ...{ complaintId, inputId, position },
    })),
    {
      fields: ['id', 'complaintId', 'inputId', 'position', 'width', 'height', 'bytes', 'onTheSpot'],
      transaction,
    },
  );
}
