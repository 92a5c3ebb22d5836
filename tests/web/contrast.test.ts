import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PUBLIC = path.resolve(__dirname, '../../web/public');

/** Least contrast of text, and of marks and borders (WCAG 2.2, 1.4.3 and 1.4.11). */
const WORDS = 4.5;
const MARKS = 3;

/** The contrast chosen for one colour on another: in the light theme, on the wall, and in the dark theme. */
type Pair = [front: string, ground: string, light: number | null, wall: number | null, dark: number | null];

const WORDS_ON_GROUNDS: Pair[] = [
  ['ink', 'paper', 14.6, 16.4, 16.4],
  ['ink', 'surface', 15.7, 15.0, 15.0],
  ['ink-soft', 'paper', 6.7, 9.6, 9.6],
  ['ink-soft', 'sunken', 6.2, 7.8, 7.8],
  ['river', 'surface', 8.6, 9.8, 9.8],
  ['on-button', 'button', 8.6, 10.7, 10.7],
  ['on-button', 'button-hover', 12.8, 12.4, 12.4],
  ['on-river', 'river-deep', 12.8, null, 12.8],
  ['ink', 'river-deep', null, 11.0, null],
  ['on-river-soft', 'river-deep', 9.1, null, 9.1],
  ['gold', 'river-deep', 6.4, null, 6.4],
  ['river', 'river-soft', 7.3, 7.7, 7.7],
  ['gold-deep', 'surface', 6.3, null, 9.7],
  ['late-on-river', 'river-deep', 7.2, null, 7.2],
  ['ok-on-river', 'river-deep', 8.3, null, 8.3],
  ['on-time-text', 'on-time-tint', 7.9, 9.0, 9.0],
  ['soon-text', 'soon-tint', 7.6, 9.5, 9.5],
  ['late-1-text', 'late-1-tint', 6.7, 8.8, 8.8],
  ['late-2-text', 'late-2-tint', 6.9, 7.9, 7.9],
  ['late-3-text', 'late-3-tint', 11.7, 9.7, 9.7],
  ['resolved-text', 'resolved-tint', 7.1, 9.4, 9.4],
  ['closed-text', 'closed-tint', 7.0, 8.2, 8.2],
];
const MARKS_ON_GROUNDS: Pair[] = [
  ['edge', 'surface', 4.3, 4.7, 4.7],
  ['edge', 'paper', 4.0, 5.1, 5.1],
  ['on-time', 'surface', 5.7, 7.1, 7.1],
  ['soon', 'surface', 3.9, 10.5, 10.5],
  ['late-1', 'surface', 5.6, 8.1, 8.1],
  ['late-2', 'surface', 7.1, 6.1, 6.1],
  ['late-3', 'surface', 11.7, 10.2, 10.2],
  ['resolved', 'surface', 5.3, 8.9, 8.9],
  ['closed', 'surface', 5.6, 6.4, 6.4],
];

/** The grounds on which something can have the focus. */
const GROUNDS = ['paper', 'surface', 'sunken', 'river-soft', 'soon-tint', 'resolved-tint'];
const GROUNDS_OF = { light: [...GROUNDS, 'river-deep'], wall: GROUNDS, dark: [...GROUNDS, 'river-deep'] };
const FOCUS_AT_LEAST = 8.8;

/** What the selectors of a theme's own rules contain; the light theme has none. */
const THEMES = { light: null, wall: "[data-theme='wall']", dark: ':root:not([data-theme])' } as const;
type Theme = keyof typeof THEMES;

/** Every `--name: #rrggbb` in the style sheets that pages load, with its value in one theme. */
function readTokens(theme: Theme): Map<string, string> {
  const sheets = readdirSync(PUBLIC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.css'),
  );
  const css = sheets.map((file) => readFileSync(path.join(PUBLIC, file), 'utf8')).join('\n');
  const own = THEMES[theme];
  const rules = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
    isForAll: !selector.includes('data-theme'),
    isOwn: own !== null && selector.includes(own),
    body,
  }));
  // The theme's own rules come last, so that they override those for all themes.
  const inOrder = [...rules.filter(({ isForAll }) => isForAll), ...rules.filter(({ isOwn }) => isOwn)];
  const found = inOrder.flatMap(({ body }) => [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)]);
  return new Map(found.map(([, name = '', colour = '']) => [name, colour]));
}

/** Relative luminance of a colour in sRGB, as WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('contrast', () => {
  it('is measured as WCAG measures it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});

describe.each(Object.keys(THEMES) as Theme[])('the colours of the pages, %s', (theme) => {
  const tokens = readTokens(theme);
  const colour = (name: string): string => {
    const found = tokens.get(name);
    if (!found) throw new Error(`no style sheet names --${name}`);
    return found;
  };
  const chosen = (pairs: Pair[]) =>
    pairs.flatMap(([front, ground, light, wall, dark]) => {
      const ratio = { light, wall, dark }[theme];
      return ratio === null ? [] : [[front, ground, ratio] as const];
    });

  it.each(chosen(WORDS_ON_GROUNDS))('make --%s legible on --%s (%f)', (front, ground, ratio) => {
    expect(contrast(colour(front), colour(ground))).toBeCloseTo(ratio, 0.9);
    expect(contrast(colour(front), colour(ground))).toBeGreaterThanOrEqual(WORDS);
  });

  it.each(chosen(MARKS_ON_GROUNDS))('make --%s visible on --%s (%f)', (front, ground, ratio) => {
    expect(contrast(colour(front), colour(ground))).toBeCloseTo(ratio, 0.9);
    expect(contrast(colour(front), colour(ground))).toBeGreaterThanOrEqual(MARKS);
  });

  it.each(GROUNDS_OF[theme])('show the focus on --%s by its line or by its halo', (ground) => {
    const [line, halo] = [colour('focus'), colour('focus-halo')].map((mark) =>
      contrast(mark, colour(ground)),
    );
    expect(Math.max(line ?? 0, halo ?? 0)).toBeGreaterThanOrEqual(FOCUS_AT_LEAST);
  });
});
