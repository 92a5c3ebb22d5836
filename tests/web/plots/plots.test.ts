import { resolve } from 'node:path';
import type { Part } from '../../../api/statistics/figures';
import { loadCityPack } from '../../../city/load-city-pack';
import { createTranslator } from '../../../locale/translator';
import { along, percent, ticks } from '../../../web/plots/axis';
import { hoursRanges } from '../../../web/plots/hours-ranges';
import { monthPanels } from '../../../web/plots/month-panels';
import { shareBars } from '../../../web/plots/share-bars';
import { createLocales, type Locale } from '../../../locale/locale';
import { kotaJambi } from '../../city/pack-folders';

let locale: Locale;
beforeAll(async () => {
  const city = await loadCityPack(kotaJambi);
  const translator = createTranslator(resolve(__dirname, '../../../templates/locales'));
  locale = createLocales({ city, translator })('en');
});

const part = (count: number, of: number): Part => ({ of, count, share: count / of });
const few = (of: number): Part => ({ of, count: null, share: null });

describe('an axis', () => {
  it('runs from zero to its maximum', () => {
    expect(along(0, 40)).toBe('0%');
    expect(along(10, 40)).toBe('25%');
    expect(along(50, 40)).toBe('100%');
    const drawn = ticks(72, { steps: 3, label: String });
    expect(drawn.map(({ at, label, anchor }) => [at, label, anchor])).toEqual([
      ['0%', '0', 'start'],
      ['33.33%', '24', 'middle'],
      ['66.67%', '48', 'middle'],
      ['100%', '72', 'end'],
    ]);
  });

  it('says 0% and 100% only for none and all', () => {
    const said = [0, 0.0001, 0.456, 0.9999, 1].map((share) => percent(share, locale));
    expect(said).toEqual(['0%', '1%', '46%', '99%', '100%']);
  });
});

describe('bars of shares', () => {
  it('are as long as their share, and hatched where only a shifted target was met', () => {
    const bar = { name: 'A', part: part(80, 100), hatched: part(5, 100), marked: part(90, 100) };
    const { bars, reference } = shareBars([bar], { locale, reference: 0.7, isWhole: true });
    expect(bars[0]).toMatchObject({
      ...{ solid: '75%', hatched: { x: '75%', width: '5%' }, mark: '90%', tooFew: null },
      ...{ value: '80%', of: 'of 100' },
    });
    expect(reference).toBe('70%');
  });

  it('give way to a count when there are fewer than ten', () => {
    const { bars } = shareBars([{ name: 'A', part: few(7) }], { locale, reference: null, isWhole: true });
    expect(bars[0]).toMatchObject({ tooFew: 'Too few to compare (7)', value: '', solid: '0%' });
  });

  it('have an axis on which a small rate can be read', () => {
    const bars = [{ name: 'A', part: part(8, 100) }];
    const labels = (isWhole: boolean) =>
      shareBars(bars, { locale, reference: null, isWhole }).ticks.map(({ label }) => label);
    expect(labels(false).at(-1)).toBe('10%');
    expect(labels(true)).toEqual(['0%', '25%', '50%', '75%', '100%']);
  });
});

describe('ranges of hours', () => {
  const row = { name: 'A', answered: 40, medianHours: 12, p90Hours: 60, targetHours: 24 };

  it('run from the median to the 90th percentile, with the target beside them', () => {
    const { ranges, ticks: drawn } = hoursRanges([row], locale);
    expect(drawn.map(({ label }) => label)).toEqual(['0 h', '24 h', '48 h', '72 h']);
    expect(ranges[0]).toMatchObject({
      median: '16.67%',
      p90: '83.33%',
      target: '33.33%',
      value: '12 · 60 h',
    });
  });

  it('have an axis as long as the longest of them', () => {
    const { ranges, ticks: drawn } = hoursRanges([row, { ...row, p90Hours: 540 }], locale);
    expect(drawn.map(({ label }) => label)).toEqual(['0 h', '240 h', '480 h', '720 h']);
    expect(ranges.map(({ p90 }) => p90)).toEqual(['8.33%', '75%']);
  });

  it('give way to a count when there are fewer than ten, and show no target where there was none', () => {
    const { ranges } = hoursRanges([{ ...row, answered: 9, medianHours: null, p90Hours: null }], locale);
    expect(ranges[0]?.tooFew).toBe('Too few to compare (9)');
    expect(hoursRanges([{ ...row, targetHours: null }], locale).ranges[0]?.target).toBeNull();
  });
});

describe('panels of months', () => {
  const months = ['Sep', 'Oct', 'Nov', 'Dec'];
  const all = { name: 'All', parts: months.map(() => part(50, 100)) };
  const drawn = (parts: Part[]) =>
    monthPanels({ locale, months, all, series: [{ name: 'A', parts }] }).panels;

  it('draw no line through months with too few', () => {
    const [, panel] = drawn([part(100, 100), few(3), part(75, 100), part(0, 100)]);
    expect(panel?.points).toEqual([
      { x: '12.5%', y: '0%', isRunning: false },
      { x: '62.5%', y: '25%', isRunning: false },
      { x: '87.5%', y: '100%', isRunning: true },
    ]);
    expect(panel?.segments).toEqual([{ x1: '62.5%', y1: '25%', x2: '87.5%', y2: '100%' }]);
    expect(panel?.latest).toBe('Dec: 0%');
  });

  it('are compared with the total, which is compared with nothing', () => {
    const [whole, panel] = drawn([part(10, 10), part(10, 10), part(10, 10), part(10, 10)]);
    expect(whole?.reference).toBeNull();
    expect(panel?.reference?.segments).toHaveLength(3);
  });

  it('say so where no month has enough', () => {
    const [, panel] = drawn([few(3), few(4), few(0), few(9)]);
    expect(panel).toMatchObject({
      tooFew: 'Too few to compare in every month (16 in all)',
      points: [],
      latest: '',
    });
  });
});
