import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { CityPack } from '../../city/city-pack';
import { heirOf } from '../../city/directory';
import { errorName } from '../../config/error-name';
import { ADVISORY_LOCKS } from '../../database/advisory-locks';
import type { Cases } from '../../database/cases/advance-case';
import { findOffices } from '../../database/cases/offices';
import type { Database } from '../../database/connection';
import type { CityUpkeep, LeftCase, OfficerlessCase } from '../../database/stores/city-upkeep';
import type { ExclusiveJobs } from '../../database/stores/exclusive-jobs';
import { messageOf } from '../../domain/case-message';
import { whoHears } from './who-hears';

export interface FollowCityDeps {
  db: Database;
  city: CityPack;
  cases: Pick<Cases, 'advance'>;
  upkeep: CityUpkeep;
  turns: ExclusiveJobs;
  logger: Logger;
}

const CASES_AT_ONCE = 100;

/**
 * Moves what changes of the city have left behind to whoever has it now: open cases of a retired agency, cases of
 * officers who left, mails for offices that no longer exist. What has moved is not found again, so an interrupted
 * round needs no repair: the next one continues.
 */
export function createFollowCity({ db, city, cases, upkeep, turns, logger }: FollowCityDeps) {
  const inherited = city.retired.agencies
    .map(({ code }) => code)
    .filter((code) => heirOf(city, code) !== null);

  /** Tries each case once per round; one on which a rule fails is skipped and does not hold up the others. */
  async function eachOf<Left extends LeftCase>(
    find: (page: { after: string | null; limit: number }) => Promise<Left[]>,
    { carry, endBy }: { carry: (left: Left) => Promise<unknown>; endBy: number },
  ): Promise<number> {
    let carried = 0;
    for (let after: string | null = null; Date.now() < endBy;) {
      const some: Left[] = await find({ after, limit: CASES_AT_ONCE });
      for (const left of some) {
        try {
          await carry(left);
          carried += 1;
        } catch (error) {
          logger.warn({ complaint: left.id, failure: errorName(error) }, 'a case could not be carried on');
        }
      }
      after = some.at(-1)?.id ?? null;
      if (some.length < CASES_AT_ONCE) break;
    }
    return carried;
  }

  const advance = ({ id, clockOffsetMs }: LeftCase, messages: ReturnType<typeof messageOf>[] = []) => {
    const at = Date.now() + clockOffsetMs;
    return cases.advance({ complaintId: id, messages: messages.map((each) => ({ ...each, at })), at });
  };

  async function handOver(endBy: number): Promise<void> {
    if (inherited.length === 0) return;
    // Advancing the case is enough: the rules know the successor.
    const carry = (left: LeftCase) => advance(left);
    const carried = await eachOf((page) => upkeep.casesOf(inherited, page), { carry, endBy });
    if (carried > 0) logger.info({ cases: carried }, 'cases of retired agencies went to their successors');
  }

  async function takeFromOfficers(endBy: number): Promise<void> {
    const carry = (left: OfficerlessCase) => advance(left, [takenFromOfficer(left)]);
    const carried = await eachOf((page) => upkeep.officerless(page), { carry, endBy });
    if (carried > 0) logger.info({ cases: carried }, 'cases of officers who left are nobody’s now');
  }

  async function readdressMails(): Promise<void> {
    for (const from of await upkeep.officesWaitedFor()) {
      const to = await whoHears(from, {
        city,
        offices: (audience) => findOffices({ db, city, audiences: [audience] }),
      });
      if (to === null) continue;
      const mails = await upkeep.readdress({ from, to });
      if (mails > 0) logger.info({ from, to, mails }, 'mails for an office that is no more were readdressed');
    }
  }

  return async (): Promise<void> => {
    await turns.take(ADVISORY_LOCKS.cityUpkeep, async (endBy) => {
      await handOver(endBy);
      await takeFromOfficers(endBy);
      await readdressMails();
    });
  };
}

/** The same id for everybody who sees the case in this state, so that two rounds make one act. */
function takenFromOfficer({ id, officer, sequence }: OfficerlessCase) {
  const requestId = createHash('sha256')
    .update(JSON.stringify(['officer left', id, officer, sequence]))
    .digest('hex');
  // `from`: somebody may have just assigned it to a colleague.
  const act = { act: 'assign', officer: null, from: officer } as const;
  return messageOf({ act, actor: { kind: 'system' }, requestId });
}
