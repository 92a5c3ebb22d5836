import { createRandom } from './random';

const draws = (seed: string) => Array.from({ length: 50 }, createRandom(seed).next);

describe('a seeded generator', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(draws('7')).toEqual(draws('7'));
    expect(draws('7')).not.toEqual(draws('8'));
  });

  it('stays within its bounds and reaches both ends', () => {
    const random = createRandom('ends');
    const seen = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));
    expect([...seen].sort()).toEqual([3, 4, 5]);
  });

  it('shuffles without losing anything', () => {
    const list = Array.from({ length: 20 }, (_, index) => index);
    const shuffled = createRandom('cards').shuffled(list);
    expect(shuffled).not.toEqual(list);
    expect([...shuffled].sort((one, other) => one - other)).toEqual(list);
  });

  it('branches into generators that do not disturb each other', () => {
    const random = createRandom('tree');
    const before = random.branch('leaf').next();
    random.next();
    expect(random.branch('leaf').next()).toBe(before);
  });
});
