import TestSequencer from '@jest/test-sequencer';

/** Suites that take minutes, the longest first: started last, one would run alone while the other processor idles. */
const LONG = ['tests/browser/browser', 'tests/faults/short', 'tests/journey/', 'tests/server/wedged-cases'];

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => LONG.findIndex((name) => path.includes(name));
    const isLong = (test) => rank(test) >= 0;
    const long = tests.filter(isLong).sort((one, other) => rank(one) - rank(other));
    return [...long, ...super.sort(tests.filter((test) => !isLong(test)))];
  }
}
