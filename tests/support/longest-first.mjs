import TestSequencer from '@jest/test-sequencer';

/** Suites of minutes, the longest first: begun last, one of them would run on alone while the other processor waits. */
const LONG = ['tests/browser/browser', 'tests/faults/short', 'tests/journey/', 'tests/server/wedged-cases'];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => LONG.findIndex((name) => path.includes(name));
    const isLong = (test) => rank(test) >= 0;
    const long = tests.filter(isLong).sort((one, other) => rank(one) - rank(other));
    return [...long, ...super.sort(tests.filter((test) => !isLong(test)))];
  }
}
