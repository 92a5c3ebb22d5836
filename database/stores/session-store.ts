import { createHash, randomBytes } from 'node:crypto';
import { literal, Op, type Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { toInstant } from '../instants';
import { isUuid } from '../is-uuid';
import type { SessionModel } from '../models/define-session';
import { auditStaff, lockOut, type Author } from './staff-change';
import { toStaffMember, type StaffMember } from './staff-member';

export interface SessionRecord {
  id: string;
  /** Roughly: “Chrome, Android”. */
  device: string | null;
  openedAt: Instant;
  /** Exact to the minute. */
  lastSeenAt: Instant;
}

export interface FoundSession {
  sessionId: string;
  member: StaffMember;
}

export interface SessionStore {
  /**
   * Signs somebody in. The token is told here and never again; only its SHA-256 is stored.
   * Null for somebody who was deactivated meanwhile.
   */
  open(input: { staffId: string; device: string | null }): Promise<{ token: string } | null>;
  /**
   * Null for a token that is unknown, too old or of somebody who was deactivated.
   * @param options `isUse`: false for what an open page asks by itself, which must not keep a session alive
   */
  find(token: string, options?: { isUse?: boolean }): Promise<FoundSession | null>;
  close(token: string): Promise<void>;
  /** Signs somebody out everywhere, and ends their links that were not used yet. */
  closeAllOf(staffId: string, author: Author): Promise<void>;
  /** One of somebody's own; whoever else's it is stays. */
  closeOneOf(staffId: string, sessionId: string): Promise<void>;
  /** Signs somebody out everywhere but where they are now, and ends their links that were not used yet. */
  closeOthersOf(staffId: string, sessionId: string): Promise<void>;
  /** Those that still open something, latest use first. */
  listOf(staffId: string): Promise<SessionRecord[]>;
  /** Removes those that open nothing any more. @returns how many */
  removeEnded(): Promise<number>;
}

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
const SEEN_NOTED_EVERY_MS = 60_000;

// An office day without a look, a week in all: long enough to work with, short enough for a phone that is lost.
const IDLE_END = literal("now() - interval '12 hours'");
const LAST_END = literal("now() - interval '7 days'");
const IN_FORCE = { lastSeenAt: { [Op.gt]: IDLE_END }, openedAt: { [Op.gt]: LAST_END } };

export function createSessionStore({ db }: { db: Database }): SessionStore {
  const { Session } = db.models;
  return {
    open: (input) => openSession(db, input),
    find: (token, { isUse = true } = {}) => findSession(db, { token, isUse }),
    async close(token) {
      await Session.destroy({ where: { hash: hashOf(token) } });
    },
    closeAllOf: (staffId, { by }) =>
      db.sequelize.transaction(async (transaction) => {
        await lockOut({ db, transaction }, staffId);
        await auditStaff({ db, transaction, by }, { id: staffId, action: 'staff_signed_out' });
      }),
    closeOneOf: (staffId, sessionId) =>
      closing(db, staffId, async (transaction) => {
        if (isUuid(sessionId)) await Session.destroy({ where: { id: sessionId, staffId }, transaction });
      }),
    closeOthersOf: (staffId, sessionId) =>
      closing(db, staffId, (transaction) => lockOut({ db, transaction }, staffId, { except: sessionId })),
    async listOf(staffId) {
      const rows = await Session.findAll({
        where: { staffId, ...IN_FORCE },
        order: [['lastSeenAt', 'DESC']],
      });
      return rows.map(toSessionRecord);
    },
    removeEnded: () =>
      Session.destroy({
        where: { [Op.or]: [{ lastSeenAt: { [Op.lte]: IDLE_END } }, { openedAt: { [Op.lte]: LAST_END } }] },
      }),
  };
}

/** What people do to their own sessions. */
function closing(
  db: Database,
  staffId: string,
  work: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  return db.sequelize.transaction(async (transaction) => {
    await work(transaction);
    await auditStaff(
      { db, transaction, by: `staff:${staffId}` },
      { id: staffId, action: 'staff_signed_out' },
    );
  });
}

function openSession(
  db: Database,
  { staffId, device }: { staffId: string; device: string | null },
): Promise<{ token: string } | null> {
  const { Session, Staff } = db.models;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  return db.sequelize.transaction(async (transaction) => {
    // First, because it locks the row: whoever is deactivated at the same moment leaves no session that sleeps.
    const [signedIn] = await Staff.update(
      { lastSignedInAt: literal('now()') },
      { where: { id: staffId, deactivatedAt: null }, transaction },
    );
    if (signedIn === 0) return null;
    await Session.create(
      { id: uuidv7(), staffId, hash: hashOf(token), device },
      { fields: ['id', 'staffId', 'hash', 'device'], returning: false, transaction },
    );
    await auditStaff({ db, transaction, by: `staff:${staffId}` }, { id: staffId, action: 'staff_signed_in' });
    return { token };
  });
}

/** The member is read each time, so that another role counts, and a deactivation ends, with the next request. */
async function findSession(
  db: Database,
  { token, isUse }: { token: string; isUse: boolean },
): Promise<FoundSession | null> {
  if (!TOKEN.test(token)) return null;
  const { Session, Staff } = db.models;
  const session = await Session.findOne({ where: { hash: hashOf(token), ...IN_FORCE } });
  const row = session && (await Staff.findOne({ where: { id: session.staffId, deactivatedAt: null } }));
  if (!session || !row) return null;
  if (isUse) await noteSeen(session);
  return { sessionId: session.id, member: toStaffMember(row) };
}

/** Once a minute at most: reading a page must not write a row each time. */
async function noteSeen(session: SessionModel): Promise<void> {
  const now = Date.now();
  if (now - session.lastSeenAt.getTime() < SEEN_NOTED_EVERY_MS) return;
  await session.update({ lastSeenAt: new Date(now) });
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function toSessionRecord({ id, device, openedAt, lastSeenAt }: SessionModel): SessionRecord {
  return { id, device, openedAt: toInstant(openedAt), lastSeenAt: toInstant(lastSeenAt) };
}
