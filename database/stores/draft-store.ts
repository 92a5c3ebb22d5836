import { createHash, randomBytes } from 'node:crypto';
import { literal, Op } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../connection';
import type { DraftModel } from '../models/define-draft';
import { selectRows } from '../select-rows';
import { toDraftRecord, type DraftContent, type DraftPhoto, type DraftRecord } from './draft-record';

export interface DraftStore {
  /** Creates a draft. The token is returned here and never again; only its SHA-256 is stored. */
  open(): Promise<{ token: string; draft: DraftRecord }>;
  /** Null when the token is unknown or the draft is more than a day old. */
  find(token: string): Promise<DraftRecord | null>;
  /** Returns the changed draft; null, and changes nothing, when it has been filed or has expired. */
  change(id: string, patch: Partial<DraftContent>): Promise<DraftRecord | null>;
  /** False, and changes nothing, when it already has `most` photos, or has been filed or has expired. */
  addPhoto(input: { draftId: string; photo: DraftPhoto; most: number }): Promise<boolean>;
  /** Returns whether there was such a photo; the caller has to remove its files. */
  removePhoto(input: { draftId: string; photoId: string }): Promise<boolean>;
  /** Removes drafts that are more than a day old. @returns the ids of their photos, whose files the caller has to remove */
  discardExpired(): Promise<string[]>;
}

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
const IN_FORCE = { expiresAt: { [Op.gt]: literal('now()') } };

export function createDraftStore({ db }: { db: Database }): DraftStore {
  const { Draft } = db.models;
  return {
    async open() {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const row = await Draft.create(
        { id: uuidv7(), tokenHash: hashOf(token) },
        { fields: ['id', 'tokenHash'], returning: true },
      );
      return { token, draft: toDraftRecord(row, []) };
    },
    async find(token) {
      if (!TOKEN.test(token)) return null;
      const row = await Draft.findOne({ where: { tokenHash: hashOf(token), ...IN_FORCE } });
      return row && withPhotos(db, row);
    },
    async change(id, patch) {
      const next = { ...patch, revision: literal('revision + 1') };
      const [, [row]] = await Draft.update(next, { where: { id, complaintId: null }, returning: true });
      return row ? withPhotos(db, row) : null;
    },
    addPhoto: (input) => addPhoto(db, input),
    removePhoto: (input) => removePhoto(db, input),
    discardExpired: () => discardExpired(db),
  };
}

/** With its photos in the order of upload. */
async function withPhotos(db: Database, row: DraftModel): Promise<DraftRecord> {
  const photos = await db.models.DraftPhoto.findAll({
    where: { draftId: row.id },
    order: [
      ['createdAt', 'ASC'],
      ['id', 'ASC'],
    ],
  });
  return toDraftRecord(row, photos);
}

/** Locks the draft's row, so that two photos at once do not both take the last place. */
function addPhoto(
  db: Database,
  { draftId, photo, most }: { draftId: string; photo: DraftPhoto; most: number },
): Promise<boolean> {
  const { Draft, DraftPhoto: Photo } = db.models;
  return db.sequelize.transaction(async (transaction) => {
    const draft = await Draft.findOne({
      where: { id: draftId, complaintId: null },
      lock: transaction.LOCK.UPDATE,
      transaction,
    });
    const isFull = (await Photo.count({ where: { draftId }, transaction })) >= most;
    if (!draft || isFull) return false;
    await draft.increment('revision', { transaction });
    await Photo.create(
      { ...photo, draftId },
      { fields: ['id', 'draftId', 'width', 'height', 'bytes', 'capture'], returning: false, transaction },
    );
    return true;
  });
}

/** Locks the draft's row first, as everywhere, to avoid deadlocks. */
function removePhoto(
  db: Database,
  { draftId, photoId }: { draftId: string; photoId: string },
): Promise<boolean> {
  return db.sequelize.transaction(async (transaction) => {
    await db.models.Draft.update(
      { revision: literal('revision + 1') },
      { where: { id: draftId, complaintId: null }, transaction },
    );
    const removed = await db.models.DraftPhoto.destroy({ where: { id: photoId, draftId }, transaction });
    return removed > 0;
  });
}

async function discardExpired(db: Database): Promise<string[]> {
  return db.sequelize.transaction(async (transaction) => {
    const sql = 'SELECT d.id FROM drafts d WHERE d.expires_at <= now() ORDER BY d.id FOR UPDATE';
    const gone = await selectRows<{ id: string }>(db, { sql, transaction });
    const draftId = gone.map(({ id }) => id);
    const photos = await db.models.DraftPhoto.findAll({ where: { draftId }, transaction });
    await db.models.Draft.destroy({ where: { id: draftId }, transaction });
    return photos.map(({ id }) => id);
  });
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
