import type { Database } from '../connection';
import { CHANNELS, notify } from './notify';

export interface Blurring {
  photoId: string;
  complaintId: string;
  /** Who did it: a role or an id. */
  actor: string;
  /** For the audit: which areas of the picture. */
  areas: object[];
  /** Overwrites the picture. @returns the length of the new one, null when there is no picture */
  overwrite: () => Promise<{ bytes: number } | null>;
}

export interface BlurStore {
  /**
   * Overwrites a photo and adds an audit entry. One at a time per photo: each starts from the result of the one
   * before, and an erasure waits. When `overwrite` fails, nothing is recorded, and it is safe to try again.
   * @returns false when the complaint has no such photo
   */
  blur(input: Blurring): Promise<boolean>;
}

export function createBlurStore({ db }: { db: Database }): BlurStore {
  return {
    blur: ({ photoId, complaintId, actor, areas, overwrite }) =>
      db.sequelize.transaction(async (transaction) => {
        const { AuditEntry, Photo } = db.models;
        const where = { id: photoId, complaintId };
        const photo = await Photo.findOne({ where, transaction, lock: transaction.LOCK.UPDATE });
        const overwritten = photo && (await overwrite());
        if (!overwritten) return false;
        await Photo.update({ bytes: overwritten.bytes }, { where, transaction });
        await AuditEntry.create(
          { actor, action: 'blurred', subject: complaintId, data: { photoId, areas } },
          { fields: ['actor', 'action', 'subject', 'data'], returning: false, transaction },
        );
        await notify(db, { complaintId, channels: [CHANNELS.events], transaction });
        return true;
      }),
  };
}
