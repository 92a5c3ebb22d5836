import { join, resolve } from 'node:path';
import type { WallCase } from '../../../database/readers/wall-reader';
import { hoursAfter, type Instant } from '../../../domain/instant';
import { createTranslator } from '../../../locale/translator';
import { loadCityPack } from '../../../city/load-city-pack';
import { flowView } from '../../../web/command-centre/flow-view';
import type { Health } from '../../../api/service/health';
import { healthView } from '../../../web/command-centre/health-view';
import { filterCases } from '../../../web/command-centre/filter-cases';
import { spreadMarks } from '../../../web/command-centre/spread-marks';
import { totalsView } from '../../../web/command-centre/totals-view';
import { percent } from '../../../web/plots/axis';
import { createLocales, type Locale } from '../../../locale/locale';
import { kotaJambi } from '../../city/pack-folders';

const NOW: Instant = Date.UTC(2026, 10, 25, 7, 5);

const openCase = (hours: number, changes: Partial<WallCase> = {}): WallCase => ({
  ...{ trackingCode: `SK-${hours}`, category: 'jalan', agency: 'pupr', district: 'jelutung' },
  ...{ latitude: null, longitude: null, level: 0, targetHours: 72, isReopened: false },
  ...{ nextBy: hoursAfter(NOW, hours), resolveBy: hoursAfter(NOW, hours), missedBy: null },
  ...changes,
});
const filtered = (cases: WallCase[]) => filterCases(cases, { by: 'agency' }, NOW);

describe('the views of the wall', () => {
  let locale: Locale;
  beforeAll(async () => {
    const city = await loadCityPack(kotaJambi);
    const folder = join(resolve(__dirname, '../../..'), 'templates', 'locales');
    locale = createLocales({ city, translator: createTranslator(folder) })('id');
  });

  const flow = (cases: WallCase[]) => flowView({ cases: filtered(cases), now: NOW }, locale);
  const marks = (count: number) => Array.from({ length: count }, () => openCase(13));

  it('stack up to eight marks in a column, within the drawing, and draw more as a bar with a number', () => {
    const eight = flow(marks(8));
    expect([eight.marks.length, eight.bars.length]).toEqual([8, 0]);
    for (const { y, size } of eight.marks) expect(y - size / 2).toBeGreaterThanOrEqual(0);
    const nine = flow([...marks(8), openCase(13, { level: 2 })]);
    expect([nine.marks.length, nine.bars.map(({ count }) => count)]).toEqual([0, ['9']]);
    expect(nine.bars[0]?.parts.map(({ mark }) => mark)).toEqual(['late-2', 'on-time']);
  });

  it('place what is overdue left of now, what is to come right of it, and what is far off at the ends', () => {
    const { marks: placed, now } = flow([openCase(-900), openCase(-1), openCase(1), openCase(900)]);
    const across = placed.map(({ x }) => x);
    expect(across[0]).toBeLessThan(across[1]!);
    expect(across[1]).toBeLessThan(now);
    expect(across[2]).toBeGreaterThan(now);
    expect(across[3]).toBeLessThan(100);
  });

  it('say since when something is overdue only while it is still missing', () => {
    const at = (hours: number) => hoursAfter(NOW, hours);
    const [late, silent, accepted] = filtered([
      openCase(-2, { level: 2, missedBy: at(-50) }),
      openCase(5, { level: 1, missedBy: at(-20) }),
      openCase(5, { level: 1 }),
    ]);
    expect([late, silent, accepted].map((each) => each?.overSince)).toEqual([at(-2), at(-20), null]);
    expect(accepted?.limit).toBe(at(5));
  });

  it('move the less urgent of two overlapping marks aside', () => {
    const room = { across: 12, down: 12 };
    const [calm, urgent] = spreadMarks(
      [
        { x: 50, y: 50, room },
        { x: 50.5, y: 50, room },
      ],
      { width: 480, height: 480 },
    );
    expect(urgent).toMatchObject({ x: 50.5, y: 50 });
    const apart = Math.max(Math.abs(calm!.x - urgent!.x), Math.abs(calm!.y - urgent!.y)) * 4.8;
    expect(apart).toBeGreaterThanOrEqual(24);
  });

  const share = (total: number, onTime: number, filter = {}) => {
    const snapshot = {
      now: NOW,
      cases: [],
      today: [],
      outages: [],
      events: [],
      isCut: false,
      position: 0,
      health,
    };
    const shown = { ...snapshot, onTime: () => ({ total, onTime }) };
    const totals = totalsView({ snapshot: shown, cases: [], filter: { by: 'agency', ...filter } }, locale);
    const found = totals.find(({ key }) => key === 'on-time-share');
    return found && [found.value, found.unit, found.note];
  };

  it('give no share of fewer than ten or of one category, and round none up to a hundred', () => {
    expect(share(9, 9)).toEqual(['–', null, 'Terlalu sedikit untuk dibandingkan (9)']);
    expect(share(1000, 999)).toEqual(['99', '%', '30 hari terakhir']);
    expect(share(1000, 999, { category: 'jalan' })).toBeUndefined();
    expect(share(1000, 1)).toEqual(['1', '%', '30 hari terakhir']);
  });

  it('round a share as the statistics page does', () => {
    for (const onTime of [0, 1, 54, 55, 125, 165, 199, 200])
      expect(share(200, onTime)?.[0]).toBe(/\d+/.exec(percent(onTime / 200, locale))?.[0]);
  });

  const health: Health = {
    ...{
      engine: true,
      mail: true,
      couriersBehind: 0,
      untold: 0,
      unheard: [],
      since: { engine: NOW, mail: NOW },
    },
    pressure: { networks: 0, requests: 0 },
    cases: {
      ...{ unfinished: 41, watched: 41, unstarted: 0, orphans: 0 },
      ...{ wedged: 0, givenUp: 0, latecomers: 0, checkedAt: NOW },
    },
  };
  const said = (changes: Partial<Health>) =>
    healthView({ ...health, ...changes }, NOW, locale).map(({ part, state }) => `${part} ${state}`);

  it('say how each part of the service is, and since when it has not been well', () => {
    expect(said({})).toEqual(['Terpantau 41 dari 41', 'Mesin sehat', 'Email lancar']);
    expect(said({ engine: false })[1]).toBe('Mesin terganggu sejak 14.05');
    expect(said({ couriersBehind: 12 })[2]).toBe('Email 12 tertunda');
    expect(said({ cases: { ...health.cases!, watched: 39, orphans: 2 } })[0]).toBe('Terpantau 39 dari 41');
    expect(said({ cases: { ...health.cases!, checkedAt: hoursAfter(NOW, -1) } })[0]).toBe(
      'Belum terpantau sejak 13.05',
    );
    expect(said({ engine: false, since: { engine: null, mail: null } })[1]).toBe('Mesin sedang diperiksa');
  });

  it('name cases that nothing can close, because nobody knows whether their reporter can be told', () => {
    expect(said({ untold: 3 }).at(-1)).toBe('Pelapor belum dikabari 3');
  });

  it('tell of networks that file more than their share', () => {
    const pressure = { networks: 3, requests: 1200 };
    expect(said({ pressure }).at(-1)).toBe('Di atas batas 3 jaringan, 1.200×');
    expect(healthView({ ...health, pressure }, NOW, locale).at(-1)?.tone).toBe('is-late-2');
  });

  it('name offices that have no recipient', () => {
    const unheard = (['supervisor', 'agency_head', 'agency'] as const).map((office) => ({
      ...{ agency: 'pupr', office },
    }));
    expect(said({ unheard }).at(-1)).toBe(
      'Belum ada penerima email untuk Kepala Bidang Dinas PUPR, Kepala Dinas PUPR, +1',
    );
    expect(healthView({ ...health, unheard }, NOW, locale).at(-1)?.tone).toBe('is-late-2');
  });

  it('say what holds cases up, as long as that was checked recently', () => {
    const found = { unfinished: 41, watched: 35, unstarted: 1, wedged: 3, givenUp: 1, latecomers: 1_200 };
    const cases = { ...health.cases!, ...found };
    expect(said({ cases })).toEqual([
      ...['Terpantau 35 dari 41', 'Mesin sehat', 'Email lancar'],
      ...['Tersendat 3', 'Perlu operator 1: sikesal cases rebuild KODE'],
      ...['Menunggu dimulai 1', 'Tenggat belum tercatat 1.200'],
    ]);
    expect(said({ cases: { ...cases, checkedAt: hoursAfter(NOW, -1) } })).toHaveLength(3);
    expect(healthView({ ...health, cases }, NOW, locale)[0]?.tone).toBe('is-late-2');
    expect(healthView(health, NOW, locale)[0]?.tone).toBe('is-resolved');
  });
});
