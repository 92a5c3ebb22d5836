import { literal, type Transaction } from 'sequelize';
import type { Database } from '../connection';
import { CHANNELS, notify } from './notify';

export interface VisibilityChange {
  complaintId: string;
  /** One photo; null for text, place and all photos. */
  photoId: string | null;
  hidden: boolean;
  /** Who did it: a role or an id. */
  actor: string;
}

export interface VisibilityStore {
  /**
   * Hides something from the public, or shows it again, and adds an audit entry.
   * @returns false, without any change, when the complaint has no such photo
   */
  change(input: VisibilityChange, transaction?: Transaction): Promise<boolean>;
}

export function createVisibilityStore({ db }: { db: Database }): VisibilityStore {
  return {
    change: (input, transaction) =>
      transaction
        ? change(db, input, transaction)
        : db.sequelize.transaction((own) => change(db, input, own)),
  };
}

async function change(
  db: Database,
  { complaintId, photoId, hidden, actor }: VisibilityChange,
  transaction: Transaction,
): Promise<boolean> {
  const { AuditEntry, Complaint, Photo } = db.models;
  const values = { hiddenAt: hidden ? literal('coalesce(hidden_at, now())') : null };
  const [count] =
    photoId === null
      ? await Complaint.update(values, { where: { id: complaintId }, transaction })
      : await Photo.update(values, { where: { id: photoId, complaintId }, transaction });
  if (count === 0) return false;
  const action = hidden ? 'hidden' : 'shown';
  await AuditEntry.create(
    { actor, action, subject: complaintId, data: { photoId } },
    { fields: ['actor', 'action', 'subject', 'data'], returning: false, transaction },
  );
  await notify(db, { complaintId, channels: [CHANNELS.events], transaction });
  return true;
}
