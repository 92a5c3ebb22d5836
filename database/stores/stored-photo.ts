import type { Transaction } from 'sequelize';
import type { Database } from '../connection';

/** A photo whose picture is in the blob store already. */
export interface StoredPhoto {
  /** UUID. */
  id: string;
  /** Of the full picture, in pixels. */
  width: number;
  height: number;
  /** Of the full picture. */
  bytes: number;
  /** Taken where and when the complaint says. Left out where nobody looked: false. */
  onTheSpot?: boolean;
}

/** Photos of a complaint (`inputId` null) or of one act, in the order in which they were sent. */
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
