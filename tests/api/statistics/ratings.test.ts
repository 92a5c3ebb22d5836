import { openPromiseRows } from '../../support/promise-rows';
import { startApi, type ApiUnderTest } from '../../support/api-under-test';

describe('the ratings in the statistics', () => {
  let test: ApiUnderTest;
  let rate: (category: string, stars: number, times: number) => Promise<void>;
  beforeAll(async () => {
    test = await startApi();
    const insert = await openPromiseRows(test.db, test.city.policy.version);
    rate = (category, stars, times) => insert({ category, stars }, times);
  });
  afterAll(() => test.stop());

  const ratingsOf = async (category: string) => {
    const { body } = await test.api.get(`/api/v1/statistics?category=${category}`);
    const { satisfied, meanStars } = body.total;
    return { ...satisfied, meanStars };
  };

  it('are withheld for a group in which one person could be found', async () => {
    await rate('jalan', 5, 10);
    await rate('jalan', 1, 1);
    expect(await ratingsOf('jalan')).toEqual({ of: 10, share: null, meanStars: null });
    await rate('jalan', 5, 13);
    expect(await ratingsOf('jalan')).toEqual({ of: 25, share: null, meanStars: null });
  });

  it('are given in steps, so that a single rating more changes nothing', async () => {
    await rate('drainase', 5, 18);
    await rate('drainase', 2, 7);
    const before = await ratingsOf('drainase');
    expect(before).toEqual({ of: 25, share: 0.7, meanStars: 4 });
    await rate('drainase', 1, 1);
    expect(await ratingsOf('drainase')).toEqual(before);
  });

  it('are never all or none, which would reveal each of them', async () => {
    await rate('kebersihan', 5, 40);
    expect(await ratingsOf('kebersihan')).toEqual({ of: 40, share: 0.95, meanStars: 5 });
    await rate('lampu-jalan', 1, 40);
    expect(await ratingsOf('lampu-jalan')).toEqual({ of: 40, share: 0.05, meanStars: 1 });
  });
});
