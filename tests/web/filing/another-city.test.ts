import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCityPack } from '../../../city/load-city-pack';
import { createPolicyStore } from '../../../database/stores/policy-store';
import { withCopyOfSaltmere } from '../../city/pack-folders';
import { leadsTo, rowsOf, startPages, walker, walkToCheck } from './walker';

describe('the form in another city', () => {
  it('works with a pack that says nothing about danger or likely categories', async () => {
    const city = await withCopyOfSaltmere(async (folder) => {
      await rm(join(folder, 'filing.json'));
      return loadCityPack(folder);
    });
    const test = await startPages({ deps: { city } });
    try {
      await createPolicyStore({ db: test.db }).save(city.policy);
      const visitor = walker(test);
      const seen = await walkToCheck(visitor, {
        complaint: { description: 'Fire! The beacon is burning, somebody is trapped.', category: 'beacon' },
        place: { district: 'gull-island', landmark: 'north mole' },
      });
      const { text } = await visitor.get('/file/check');
      for (const words of [
        'Is this right?',
        'Beacon',
        '12 h from when you send it',
        'Gull Island, north mole',
      ])
        expect(text).toContain(words);
      expect(leadsTo(await visitor.post('/file/check', { seen }))).toBe('/file/sent');
      expect(await rowsOf(test, 'complaints')).toMatchObject([
        { district: 'gull-island', approximate: true },
      ]);
    } finally {
      await test.stop();
    }
  });
});
