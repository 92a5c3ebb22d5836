import { asValue } from './kill-points/kill-points';
import { dieAfterFinalDot, dieAt, powerCut } from './nemesis/at-points';
import { kill } from './nemesis/outages';
import type { Random } from './random';
import type { Storm } from './storm';
import { PART_NAMES } from './system/part';

/** What runs with every `npm test`: kills and named points. */
export const SHORT_STORM: Storm = {
  cases: 30,
  faults,
  gapMs: { least: 200, most: 600 },
  stormMs: 30_000,
  burstSize: 8,
  pauseMs: 1_500,
  answerPatienceMs: 20_000,
  drainPatienceMs: 60_000,
  echoesAtMost: 80,
  timersAtMost: 6,
};

function faults(random: Random) {
  const others = random.shuffled([
    kill([random.pick(PART_NAMES)], 500),
    kill(random.shuffled(PART_NAMES).slice(0, 2), 500),
    random.pick([
      dieAt('after-commit', 'act', { match: asValue('noted') }),
      dieAt('after-commit', 'act', { match: asValue('acknowledged') }),
      dieAt('after-commit', 'merge', { match: asValue('merged') }),
    ]),
    dieAt('after-intake-commit', 'filing'),
    dieAt('before-act-answer', 'act'),
    dieAt('between-claim-and-send', 'act'),
    dieAfterFinalDot({ taken: random.chance(0.5) }),
  ]);
  const middle = random.between(1, 4);
  return [...others.slice(0, middle), powerCut(3), ...others.slice(middle)];
}
