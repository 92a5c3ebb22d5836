import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { DraftMovedError } from './draft-moved-error';

/** The draft that a complaint is made from, in the revision that its owner last saw. */
export interface DraftReference {
  id: string;
  revision: number;
}

const NOTHING = {
  description: null,
  category: null,
  latitude: null,
  longitude: null,
  district: null,
  landmark: null,
  name: null,
  email: null,
  phone: null,
};

/**
 * Removes everything from a draft except the id of its complaint, in the transaction that files it; its photos go
 * to the complaint.
 * @throws DraftMovedError when it has changed since its owner saw it
 */
export async function emptyDraft(
  db: Database,
  {
    draft,
    complaintId,
    transaction,
  }: { draft: DraftReference; complaintId: string; transaction: Transaction },
): Promise<void> {
  const { id, revision } = draft;
  const [emptied] = await db.models.Draft.update(
    { ...NOTHING, complaintId, revision: revision + 1 },
    { where: { id, revision, complaintId: null }, transaction },
  );
  if (emptied === 0) throw new DraftMovedError();
  await db.models.DraftPhoto.destroy({ where: { draftId: id }, transaction });
}
