import { FULL_STORM } from '../full-storm';
import { createRandom } from '../random';
import { SHORT_STORM } from '../short-storm';
import type { Storm } from '../storm';
import { castPlays } from './cast';
import { createGate } from './gate';
import { casesOf } from './plays';

function castOf(storm: Storm, seed: string) {
  const random = createRandom(seed);
  const faults = storm.faults(random.branch('faults'));
  const cues = faults.flatMap(({ needs }) => (needs ? [{ kind: needs, gate: createGate() }] : []));
  return { faults, plays: castPlays({ ...storm, cues, random: random.branch('cast') }) };
}

const summaryOf = ({ faults, plays }: ReturnType<typeof castOf>) => [
  faults.map(({ name }) => name),
  plays.map(({ name, beginsAtMs }) => `${name} ${beginsAtMs}`),
];

describe('a storm', () => {
  it.each([
    ['short', SHORT_STORM, 30, 8],
    ['full', FULL_STORM, 500, 40],
  ])(
    'in its %s form has as many cases and faults as promised, whatever the seed',
    (_, storm, cases, faults) => {
      for (const seed of ['1', '2', '3', '4', '5']) {
        const cast = castOf(storm, seed);
        expect([casesOf(cast.plays), cast.faults.length]).toEqual([cases, faults]);
      }
    },
  );

  it('is the same for the same seed, and different for another', () => {
    expect(summaryOf(castOf(FULL_STORM, '1'))).toEqual(summaryOf(castOf(FULL_STORM, '1')));
    expect(summaryOf(castOf(FULL_STORM, '1'))).not.toEqual(summaryOf(castOf(FULL_STORM, '2')));
  });

  it('copies a store before it restores it', () => {
    for (const seed of ['1', '2', '3', '4', '5', '6', '7', '8']) {
      const names = castOf(FULL_STORM, seed).faults.map(({ name }) => name);
      for (const store of ['temporal', 'postgres'])
        expect(names.indexOf(`stop and copy ${store}`)).toBeLessThan(
          names.indexOf(`restore an older ${store}`),
        );
    }
  });
});
