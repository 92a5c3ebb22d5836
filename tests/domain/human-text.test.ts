import { countLetters, cutText, foldLine, foldText, isVisible } from '../../domain/human-text';

describe('pasted text', () => {
  it.each([
    ['a tab', 'satu\tdua', 'satu dua'],
    ['a vertical tab, as Word breaks lines', 'satu\vdua', 'satu\ndua'],
    ['a form feed', 'satu\fdua', 'satu\ndua'],
    ['a lone carriage return', 'satu\rdua', 'satu\ndua'],
    ['a next line', 'satu\u0085dua', 'satu\ndua'],
    ['a line and a paragraph separator', 'satu\u2028dua\u2029tiga', 'satu\ndua\ntiga'],
    ['an escape sequence', 'satu\u001B[1mdua', 'satu [1mdua'],
    ['spaces of other widths', 'satu\u00A0dua\u2009tiga\u3000empat', 'satu dua tiga empat'],
    ['blank letters', 'satu\u3164dua\u2800tiga', 'satu dua tiga'],
    ['marks of direction', '\u202Esatu\u202C \u2066dua\u2069\u200E\u200F\u061C', 'satu dua'],
    ['soft hyphens and spaces without width', 'per\u00ADba\u200Bik\uFEFFan', 'perbaikan'],
    ['letters in two pieces', 'cafe\u0301', 'café'],
    ['joined emoji', '👨‍👩‍👧 👷🏽‍♂️ 🇮🇩 🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👨‍👩‍👧 👷🏽‍♂️ 🇮🇩 🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
    ['joined letters', 'می‌خواهم', 'می‌خواهم'],
  ])('with %s is normalised', (_what, typed, folded) => {
    expect(foldText(typed)).toBe(folded);
    expect(foldLine(typed)).toBe(folded.replaceAll('\n', ' '));
  });

  it('is invisible when it consists of fillers', () => {
    for (const filler of [
      '\u200B',
      '\u3164',
      '\u2800',
      '\u115F',
      '\u1160',
      '\uFFA0',
      '\u00AD',
      '\u200D',
      '\uFE0F',
    ])
      expect([isVisible(foldText(filler.repeat(30))), countLetters(filler.repeat(30))]).toEqual([false, 0]);
    expect(isVisible('👍')).toBe(true);
    expect(countLetters('Jl. 12 👍')).toBe(4);
  });
});

describe('cutting a text', () => {
  it('never splits a character as readers count them', () => {
    expect(cutText('👨‍👩‍👧👷🏽‍♂️🇮🇩ab', 3)).toBe('👨‍👩‍👧👷🏽‍♂️🇮🇩');
    expect(cutText('e\u0301e\u0301', 1)).toBe('e\u0301');
    expect(cutText('abc', 3)).toBe('abc');
  });
});
