import type { Database } from '../connection';
import { CHANNELS, notify } from './notify';

export interface Blurring {
  photoId: string;
  complaintId: string;
  /** Who did it: a role or an id. */
  actor: string;
  /** What the audit keeps: which parts of the picture. */
  areas: object[];
  /** Overwrites the picture. @returns the length of the new one, null when there is none */
  overwrite: () => Promise<{ bytes: number } | null>;
}

export interface BlurStore {
  /**
   * Overwrites a photo with an entry in the audit, one at a time: each begins with what the one before it has left,
   * and an erasure waits for it. When `overwrite` fails, nothing is noted; to do it again is safe.
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
