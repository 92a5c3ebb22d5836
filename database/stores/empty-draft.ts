import type { Transaction } from 'sequelize';
import type { Database } from '../connection';
import { DraftMovedError } from './draft-moved-error';

/** The draft that a complaint is made from, as its owner saw it last. */
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
 * Leaves of a draft nothing but what it became, in the transaction that files it; its photos belong to the complaint.
 * @throws DraftMovedError when it is not what its owner saw
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
