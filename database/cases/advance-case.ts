import type { CityPack } from '../../city/city-pack';
import type { Outcome } from '../../domain/advance';
import type { CaseMessage } from '../../domain/case-message';
import type { Instant } from '../../domain/instant';
import type { Database } from '../connection';
import type { AdvancedCase } from './advanced-case';
import { advanceApart, isRuleError } from './advance-apart';
import type { CaseFailure } from './case-failure';
import { decideCase } from './decide-case';
import { planNotifications } from './plan-notifications';
import { createPolicyCache } from './policy-cache';
import { readCase } from './read-case';
import { writeCases } from './write-cases';
import type { AdvanceInput } from './advance-input';

export interface Cases {
  /**
   * Advances a case, and is the only writer of one: decides the messages in order, lets time pass until
   * `at`, and writes what that adds, all in one transaction. A message counts once, however often it comes.
   * @throws CaseNotFoundError
   */
  advance(input: AdvanceInput): Promise<AdvancedCase>;
  /**
   * The outcome that a message would have at `now`, by the server's clock; writes nothing.
   * @throws CaseNotFoundError
   */
  preview(input: { complaintId: string; message: Omit<CaseMessage, 'at'>; now: Instant }): Promise<Outcome>;
}

interface CasesDeps {
  db: Database;
  city: CityPack;
  /** Called with errors that rules threw. */
  onFailure: (failure: CaseFailure) => void;
}

/** Below the two seconds that the workflow gives an attempt. */
const LOCK_TIMEOUT = `SET LOCAL lock_timeout = '1500ms'`;

export function createCases({ db, city, onFailure }: CasesDeps): Cases {
  const reading = { db, city, policies: createPolicyCache({ db }), onFailure };

  const advanceAtOnce = (input: AdvanceInput): Promise<AdvancedCase> =>
    db.sequelize.transaction(async (transaction) => {
      await db.sequelize.query(LOCK_TIMEOUT, { transaction });
      const stored = await readCase({ ...reading, ...input, transaction });
      const { changed, result } = decideCase({ ...input, stored, onFailure });
      if (changed.length === 0) return result;
      const cases = changed.map(({ open }) => open);
      const notifications = await planNotifications({ db, city, cases, transaction });
      await writeCases({ db, cases: changed, notifications, transaction });
      return result;
    });

  return {
    advance: (input) => advanceApart(input, { advance: advanceAtOnce, onFailure }),
    async preview({ complaintId, message, now }) {
      const stored = await readCase({ ...reading, complaintId, messages: [message] });
      const at = now + (stored.subject.open?.clockOffsetMs ?? 0);
      const messages = [{ ...message, at }];
      try {
        const { result } = decideCase({ complaintId, messages, at, stored, onFailure });
        return result.outcomes[0] ?? { kind: 'failed' };
      } catch (error) {
        if (!isRuleError(error)) throw error;
        onFailure({ complaintId, messageId: message.id, error });
        return { kind: 'failed' };
      }
    },
  };
}
