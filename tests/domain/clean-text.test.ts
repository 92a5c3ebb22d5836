import { cleanText, oneLine } from '../../domain/clean-text';

describe('one line', () => {
  it('holds no line break of any kind, no mark of writing direction and nothing invisible', () => {
    expect(oneLine('a\r\nBcc: b\u2028c\u2029d\u202Ee\u200Bf\u0000g\u0085h\ti')).toBe('a Bcc: b c def g h i');
  });

  it('keeps letters of every script and marks that belong to them', () => {
    expect(oneLine('  Jalan Ré, é, 日本, ð ')).toBe('Jalan Ré, é, 日本, ð');
  });
});

describe('clean text', () => {
  it('keeps the lines and at most one empty one between them', () => {
    expect(cleanText('\na\r\nb\rc\u2028d\n\n\n\ne\n')).toBe('a\nb\nc\nd\n\ne');
  });

  it('holds nothing invisible within a line', () => {
    expect(cleanText('a\u202Eb\u0000c\u001B[31md')).toBe('ab c [31md');
  });

  it('keeps joined emoji, flags and joined letters whole', () => {
    const whole = '👨‍👩‍👧 👷🏽‍♂️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇮🇩 می‌خواهم';
    expect(cleanText(whole)).toBe(whole);
    expect(oneLine(whole)).toBe(whole);
  });
});
