import { inLanguage } from '../../city/in-language';

describe('a text of a pack', () => {
  const text = { id: 'Jalan rusak', en: 'Damaged road' };

  it('is read in the language asked for', () => {
    expect(inLanguage(text, 'en')).toBe('Damaged road');
  });

  it.each(['fr', 'constructor', '__proto__'])('is an error in a language that it lacks: %s', (language) => {
    expect(() => inLanguage(text, language)).toThrow(RangeError);
  });
});
