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
   * Signs in a member of staff. The token is returned here and never again; only its SHA-256 is stored. Null if
   * they have been deactivated meanwhile.
   */
  open(input: { staffId: string; device: string | null }): Promise<{ token: string } | null>;
  /**
   * Null when the token is unknown or too old, or its owner is deactivated.
   * @param options `isUse`: false for requests that an open page sends by itself, which must not keep a session
   * alive
   */
  find(token: string, options?: { isUse?: boolean }): Promise<FoundSession | null>;
  close(token: string): Promise<void>;
  /** Signs somebody out everywhere, and ends their unused links. */
  closeAllOf(staffId: string, author: Author): Promise<void>;
  /** Closes one of the member's own sessions, never someone else's. */
  closeOneOf(staffId: string, sessionId: string): Promise<void>;
  /** Signs somebody out everywhere except in this session, and ends their unused links. */
  closeOthersOf(staffId: string, sessionId: string): Promise<void>;
  /** Sessions in force, latest use first. */
  listOf(staffId: string): Promise<SessionRecord[]>;
  /** Removes sessions that are no longer in force. @returns how many */
  removeEnded(): Promise<number>;
}

const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
const SEEN_NOTED_EVERY_MS = 60_000;

// 12 hours without use, 7 days in all: long enough to work with, short enough for a phone that is lost.
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

/** For what people do to their own sessions. */
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
    // First, because it locks the row: a deactivation at the same moment cannot leave a session behind.
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

/** Reads the member each time, so that a new role or a deactivation takes effect with the next request. */
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

/** At most once a minute: reading a page must not write a row each time. */
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
