import { literal, Op, type Transaction } from 'sequelize';
import { uuidv7 } from 'uuidv7';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import { toInstant, toInstantOrNull } from '../instants';
import { isUuid } from '../is-uuid';
import type { SignInRequestModel } from '../models/define-sign-in-request';
import { selectRows } from '../select-rows';

/** Somebody asked for a link to sign in with. */
export interface SignInRequest {
  id: string;
  staffId: string;
  /** A rough description of the device that they asked from, to recognise it by: “Chrome, Android”. */
  device: string | null;
  /** Page of this site to continue to; checked again before the redirect. */
  nextPage: string | null;
  requestedAt: Instant;
  expiresAt: Instant;
  usedAt: Instant | null;
}

export interface NewSignIn {
  staffId: string;
  device: string | null;
  nextPage?: string | null;
}

export interface SignInStore {
  request(input: NewSignIn): Promise<{ id: string }>;
  /** Null, without effect, while a link of the last few minutes is unused: there is still time to use that one. */
  requestUnlessNew(input: NewSignIn): Promise<{ id: string } | null>;
  find(id: string): Promise<SignInRequest | null>;
  /**
   * Succeeds exactly once, however many calls come at the same time.
   * @returns null when the request was used or expired, or its member was deactivated
   */
  use(id: string): Promise<{ staffId: string; nextPage: string | null } | null>;
  /** Removes requests that expired more than a day ago. @returns how many */
  removeExpired(): Promise<number>;
}

const MINUTES_IN_FORCE = 15;

/** Shorter than a link is valid, by as long as somebody may wait for their mail. */
const MINUTES_NEW = 5;

// Without it, several requests at once would each find none.
const LOCK = 'SELECT 1 FROM staff WHERE id = $1 FOR NO KEY UPDATE';

const FIND_NEW = `
  SELECT 1 FROM sign_in_requests
  WHERE staff_id = $1 AND used_at IS NULL AND requested_at > now() - $2 * interval '1 minute' LIMIT 1`;

const REQUEST = `
  INSERT INTO sign_in_requests (id, staff_id, device, next_page, expires_at)
  VALUES ($1, $2, $3, $4, now() + $5 * interval '1 minute')`;

const USE = `
  UPDATE sign_in_requests r SET used_at = now() FROM staff s
  WHERE r.id = $1 AND r.used_at IS NULL AND r.expires_at > now()
    AND s.id = r.staff_id AND s.deactivated_at IS NULL
  RETURNING r.staff_id AS "staffId", r.next_page AS "nextPage"`;

export function createSignInStore({ db }: { db: Database }): SignInStore {
  const { SignInRequest } = db.models;

  async function request({ staffId, device, nextPage = null }: NewSignIn, transaction?: Transaction) {
    const id = uuidv7();
    const bind = [id, staffId, device, nextPage, MINUTES_IN_FORCE];
    await selectRows(db, { sql: REQUEST, bind, transaction });
    return { id };
  }

  return {
    request: (input) => request(input),
    requestUnlessNew: (input) =>
      db.sequelize.transaction(async (transaction) => {
        const { staffId } = input;
        await selectRows(db, { sql: LOCK, bind: [staffId], transaction });
        const found = await selectRows(db, { sql: FIND_NEW, bind: [staffId, MINUTES_NEW], transaction });
        return found.length > 0 ? null : request(input, transaction);
      }),
    async find(id) {
      const row = isUuid(id) ? await SignInRequest.findByPk(id) : null;
      return row && toSignInRequest(row);
    },
    async use(id) {
      if (!isUuid(id)) return null;
      const [used] = await selectRows<{ staffId: string; nextPage: string | null }>(db, {
        sql: USE,
        bind: [id],
      });
      return used ?? null;
    },
    removeExpired: () =>
      SignInRequest.destroy({ where: { expiresAt: { [Op.lt]: literal("now() - interval '1 day'") } } }),
  };
}

function toSignInRequest(row: SignInRequestModel): SignInRequest {
  const { id, staffId, device, nextPage } = row;
  return {
    ...{ id, staffId, device, nextPage },
    requestedAt: toInstant(row.requestedAt),
    expiresAt: toInstant(row.expiresAt),
    usedAt: toInstantOrNull(row.usedAt),
  };
}
