import { asValue } from './kill-points/kill-points';
import { dieAfterFinalDot, dieAt, powerCut } from './nemesis/at-points';
import type { Fault } from './nemesis/fault';
import { cut, freeze, kill, muffle, replaceFrozenWorker } from './nemesis/outages';
import { copyStore, loseTemporal, restoreCopy } from './nemesis/stores';
import type { Random } from './random';
import type { Storm } from './storm';
import { LINK_NAMES } from './system/links';
import { PART_NAMES } from './system/part';

/** Includes lost stores, older copies and long stops; takes half an hour at most. */
export const FULL_STORM: Storm = {
  cases: 500,
  faults,
  gapMs: { least: 2_000, most: 6_000 },
  stormMs: 11 * 60_000,
  burstSize: 24,
  pauseMs: 6_000,
  answerPatienceMs: 90_000,
  drainPatienceMs: 240_000,
  echoesAtMost: 600,
  timersAtMost: 80,
};

const LONG_MS = 20_000;
const SHORT_MS = 4_000;

/** 40 of them. */
function faults(random: Random): Fault[] {
  const shuffled = random.shuffled([...kills(random), ...points(), ...networks(random), ...stops()]);
  return withCopies(shuffled, random);
}

function kills(random: Random): Fault[] {
  const pair = () => kill(random.shuffled(PART_NAMES).slice(0, 2), random.between(200, 3_000));
  const singles = PART_NAMES.map((name) => kill([name], random.between(200, 5_000)));
  return [
    ...singles,
    pair(),
    pair(),
    pair(),
    kill(PART_NAMES, 1_000),
    powerCut(3),
    powerCut(7),
    powerCut(11),
  ];
}

function points(): Fault[] {
  return [
    dieAt('after-commit', 'act', { match: asValue('acknowledged') }),
    dieAt('after-commit', 'act', { match: asValue('noted') }),
    dieAt('after-commit', 'act', { match: asValue('started') }),
    dieAt('after-commit', 'merge', { match: asValue('merged') }),
    dieAt('after-commit', 'merge', { match: asValue('merged'), passes: 1 }),
    dieAt('between-claim-and-send', 'filing'),
    dieAt('between-claim-and-send', 'act'),
    dieAt('after-intake-commit', 'filing'),
    dieAt('after-intake-commit', 'filing'),
    dieAt('before-act-answer', 'act'),
    dieAt('before-act-answer', 'act', { match: '/notes' }),
    dieAt('before-act-answer', 'merge', { match: '/merge' }),
    dieAfterFinalDot({ taken: true }),
    dieAfterFinalDot({ taken: false }),
  ];
}

function networks(random: Random): Fault[] {
  return [
    ...LINK_NAMES.map((link) => cut(link, random.between(500, SHORT_MS))),
    muffle('worker-temporal', LONG_MS),
    muffle(random.pick(['api-postgres', 'worker-postgres', 'api-temporal'] as const), LONG_MS),
  ];
}

function stops(): Fault[] {
  return [
    replaceFrozenWorker(),
    freeze('api', LONG_MS),
    freeze('temporal', LONG_MS),
    freeze('postgres', LONG_MS),
  ];
}

/** A copy is a few faults old when it is put back. */
function withCopies(others: Fault[], random: Random): Fault[] {
  const faults = [...others];
  const third = Math.floor(faults.length / 3);
  const at = random.between(2, third - 4);
  faults.splice(at + third * 2, 0, copyStore('postgres'));
  faults.splice(at + third * 2 + random.between(2, 3), 0, restoreCopy('postgres'));
  faults.splice(at + third, 0, loseTemporal());
  faults.splice(at, 0, copyStore('temporal'));
  faults.splice(at + random.between(3, 4), 0, restoreCopy('temporal'));
  return faults;
}
