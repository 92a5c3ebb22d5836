import { literal, Op, type Transaction } from 'sequelize';
import type { Database } from '../connection';
import { selectRows } from '../select-rows';
import { CaseNotFoundError } from '../cases/case-not-found-error';
import { CHANNELS, notify } from './notify';
import { endPushesOf } from './push-subscriptions';

interface Erasure {
  complaintId: string;
  /** Who erases: a role or an id. */
  actor: string;
}

/**
 * Erases who complained, what they wrote and what they photographed, both here and on the complaint that theirs
 * was merged into. The timeline stays: it holds only codes and instants.
 */
export function eraseReporter(
  db: Database,
  { complaintId, actor }: Erasure,
): Promise<{ photoIds: string[] }> {
  return db.sequelize.transaction(async (transaction) => {
    await erasePerson(db, complaintId, transaction);
    await eraseWords(db, complaintId, transaction);
    const photoIds = await erasePhotos(db, complaintId, transaction);
    await db.models.IdempotencyKey.destroy({ where: { complaintId }, transaction });
    await db.models.AuditEntry.create(
      { actor, action: 'reporter_erased', subject: complaintId, data: { photos: photoIds.length } },
      { fields: ['actor', 'action', 'subject', 'data'], returning: false, transaction },
    );
    await notify(db, { complaintId, channels: [CHANNELS.events], transaction });
    return { photoIds };
  });
}

const FORGET_ADDRESS = `
  UPDATE notifications SET budgeted_for = NULL WHERE recipient = $1 AND budgeted_at IS NOT NULL RETURNING id`;

async function erasePerson(db: Database, complaintId: string, transaction: Transaction): Promise<void> {
  const [count] = await db.models.Reporter.update(
    {
      ...{ name: null, email: null, phone: null, emailConfirmedAt: null, deviceHash: null, knownBy: null },
      erasedAt: literal('coalesce(erased_at, now())'),
      tokenGeneration: literal('token_generation + 1'),
    },
    { where: { complaintId }, transaction },
  );
  if (count === 0) throw new CaseNotFoundError(complaintId);
  const recipient = `reporter:${complaintId}`;
  await selectRows(db, { sql: FORGET_ADDRESS, bind: [recipient], transaction });
  await endPushesOf(db, [complaintId], transaction);
}

async function eraseWords(db: Database, complaintId: string, transaction: Transaction): Promise<void> {
  const { ActInput, Complaint, Rating } = db.models;
  await Complaint.update(
    {
      description: '',
      address: literal("CASE WHEN address IS NULL THEN NULL ELSE '' END"),
      // The exact point may be the reporter's door: it is rounded to about a kilometre.
      ...{
        latitude: literal('round(latitude::numeric, 2)'),
        longitude: literal('round(longitude::numeric, 2)'),
      },
      village: null,
      approximate: true,
      // With access to the other application, it would lead to the person.
      externalReference: null,
      recordedAt: literal('clock_timestamp()'),
    },
    { where: { id: complaintId }, transaction },
  );
  const isWritten = { [Op.ne]: null };
  // A short text could be guessed from its hash.
  await ActInput.update({ bodyHash: null }, { where: { reporterOf: complaintId }, transaction });
  await ActInput.update({ text: '' }, { where: { reporterOf: complaintId, text: isWritten }, transaction });
  await Rating.update({ text: '' }, { where: { complaintId, text: isWritten }, transaction });
}

async function erasePhotos(db: Database, complaintId: string, transaction: Transaction): Promise<string[]> {
  const { ActInput, Photo } = db.models;
  const inputs = await ActInput.findAll({
    where: { reporterOf: complaintId },
    attributes: ['id'],
    transaction,
  });
  const photos = await Photo.findAll({
    where: { [Op.or]: [{ complaintId, inputId: null }, { inputId: inputs.map(({ id }) => id) }] },
    attributes: ['id'],
    transaction,
  });
  const photoIds = photos.map(({ id }) => id);
  await Photo.destroy({ where: { id: photoIds }, transaction });
  return photoIds;
}
