import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const PUBLIC = path.resolve(__dirname, '../../web/public');

/** Least contrast of words, and of marks and borders (WCAG 2.2, 1.4.3 and 1.4.11). */
const WORDS = 4.5;
const MARKS = 3;

type Pair = [front: string, ground: string, ratio: number];

/** Colours that meet on a page, with the contrast that was chosen for them. */
const WORDS_ON_GROUNDS: Pair[] = [
  ['ink', 'paper', 14.6],
  ['ink', 'surface', 15.7],
  ['ink-soft', 'paper', 6.7],
  ['ink-soft', 'sunken', 6.2],
  ['river', 'surface', 8.6],
  ['on-river', 'river', 8.6],
  ['on-river', 'river-deep', 12.8],
  ['on-river-soft', 'river-deep', 9.1],
  ['gold', 'river-deep', 6.4],
  ['river', 'river-soft', 7.3],
  ['gold-deep', 'surface', 6.3],
  ['late-on-river', 'river-deep', 7.2],
  ['ok-on-river', 'river-deep', 8.3],
  ['on-time-text', 'on-time-tint', 7.9],
  ['soon-text', 'soon-tint', 7.6],
  ['late-1-text', 'late-1-tint', 6.7],
  ['late-2-text', 'late-2-tint', 6.9],
  ['late-3-text', 'late-3-tint', 11.7],
  ['resolved-text', 'resolved-tint', 7.1],
  ['closed-text', 'closed-tint', 7.0],
];
const MARKS_ON_GROUNDS: Pair[] = [
  ['edge', 'surface', 4.3],
  ['edge', 'paper', 4.0],
  ['on-time', 'surface', 5.7],
  ['soon', 'surface', 3.9],
  ['late-1', 'surface', 5.6],
  ['late-2', 'surface', 7.1],
  ['late-3', 'surface', 11.7],
  ['resolved', 'surface', 5.3],
  ['closed', 'surface', 5.6],
];

/** What lies around something that takes the focus. */
const GROUNDS = ['paper', 'surface', 'sunken', 'river-deep', 'river-soft', 'soon-tint', 'resolved-tint'];
const FOCUS_AT_LEAST = 8.8;

/** `--name: #rrggbb` of every style sheet that pages load. */
function readTokens(): Map<string, string> {
  const sheets = readdirSync(PUBLIC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.css'),
  );
  const css = sheets.map((file) => readFileSync(path.join(PUBLIC, file), 'utf8')).join('\n');
  const found = [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/gi)];
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

describe('the colours of the pages', () => {
  const tokens = readTokens();
  const colour = (name: string): string => {
    const found = tokens.get(name);
    if (!found) throw new Error(`no style sheet names --${name}`);
    return found;
  };

  it('are measured as WCAG measures them', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each(WORDS_ON_GROUNDS)('let --%s be read on --%s (%f)', (front, ground, ratio) => {
    expect(contrast(colour(front), colour(ground))).toBeCloseTo(ratio, 0.9);
    expect(contrast(colour(front), colour(ground))).toBeGreaterThanOrEqual(WORDS);
  });

  it.each(MARKS_ON_GROUNDS)('let --%s be seen on --%s (%f)', (front, ground, ratio) => {
    expect(contrast(colour(front), colour(ground))).toBeCloseTo(ratio, 0.9);
    expect(contrast(colour(front), colour(ground))).toBeGreaterThanOrEqual(MARKS);
  });

  it.each(GROUNDS)('show the focus on --%s by its line or by its halo', (ground) => {
    const [line, halo] = [colour('focus'), colour('focus-halo')].map((mark) =>
      contrast(mark, colour(ground)),
    );
    expect(Math.max(line ?? 0, halo ?? 0)).toBeGreaterThanOrEqual(FOCUS_AT_LEAST);
  });
});
