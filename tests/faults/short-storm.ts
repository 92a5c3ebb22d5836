import { dieAfterFinalDot, dieAt, powerCut } from './nemesis/at-points';
import { kill } from './nemesis/outages';
import type { Random } from './random';
import type { Storm } from './storm';
import { PART_NAMES } from './system/part';

/** What runs with every `npm test`: kills and named points. */
export const SHORT_STORM: Storm = {
  cases: 40,
  faults,
  gapMs: { least: 500, most: 1_500 },
  stormMs: 35_000,
  bursts: 1,
  burstSize: 8,
  pauseMs: 1_500,
  answerPatienceMs: 20_000,
  drainPatienceMs: 40_000,
  echoesAtMost: 120,
};

function faults(random: Random) {
  const others = random.shuffled([
    kill([random.pick(PART_NAMES)], 500),
    kill(random.shuffled(PART_NAMES).slice(0, 2), 500),
    dieAt('after-commit', { match: random.pick(['noted', 'acknowledged', 'merged']) }),
    dieAt('after-intake-commit'),
    dieAt('before-act-answer'),
    dieAt('between-claim-and-send'),
    dieAfterFinalDot({ taken: random.chance(0.5) }),
  ]);
  const middle = random.between(1, 4);
  return [...others.slice(0, middle), powerCut(0, 3), ...others.slice(middle)];
}
