import pino from 'pino';
import { createCases } from '../../database/cases/advance-case';
import { createCityUpkeep } from '../../database/stores/city-upkeep';
import { createExclusiveJobs } from '../../database/stores/exclusive-jobs';
import { createFollowCity } from '../../server/housekeeping/follow-city';
import type { ApiUnderTest } from '../support/api-under-test';

/** Does what the API process does twice a minute: catches up on what a change of the city has left behind. */
export async function followCityOf({ db, city }: Pick<ApiUnderTest, 'db' | 'city'>): Promise<void> {
  const onFailure = ({ error }: { error: unknown }) => {
    throw error;
  };
  await createFollowCity({
    ...{ db, city, cases: createCases({ db, city, onFailure }) },
    upkeep: createCityUpkeep({ db }),
    turns: createExclusiveJobs({ db }),
    logger: pino({ level: 'silent' }),
  })();
}
