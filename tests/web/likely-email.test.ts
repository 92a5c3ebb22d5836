import { loadCityPack } from '../../city/load-city-pack';
import { likelyEmail } from '../../web/forms/likely-email';
import { kotaJambi } from '../city/pack-folders';

const MISTYPED = [
  ['siti@gmial.com', 'siti@gmail.com'],
  ['siti@gamil.com', 'siti@gmail.com'],
  ['siti@gmai.com', 'siti@gmail.com'],
  ['siti@gmail.con', 'siti@gmail.com'],
  ['siti@gmail.cm', 'siti@gmail.com'],
  ['siti@gmailcom', 'siti@gmail.com'],
  ['siti@gnail.com', 'siti@gmail.com'],
  ['Siti.B@GMIAL.COM', 'Siti.B@gmail.com'],
  ['siti@gmail.co.id', 'siti@gmail.com'],
  ['siti@gmail.id', 'siti@gmail.com'],
  ['siti@yaho.com', 'siti@yahoo.com'],
  ['siti@yahoo.co.di', 'siti@yahoo.co.id'],
  ['siti@yahooo.co.id', 'siti@yahoo.co.id'],
  ['siti@hotmial.com', 'siti@hotmail.com'],
  ['siti@outlok.com', 'siti@outlook.com'],
  ['siti@iclod.com', 'siti@icloud.com'],
  ['"a@b"@gmial.com', '"a@b"@gmail.com'],
];

const RIGHT = [
  'siti@gmail.com',
  'siti@GMAIL.com',
  'siti@ymail.com',
  'siti@mail.com',
  'siti@yahoo.co.id',
  'siti@yahoo.com.sg',
  'siti@unja.ac.id',
  'siti@jambikota.go.id',
  'siti@contoh.id',
  'siti@me.com',
  'siti@gmx.de',
  '@gmial.com',
  'siti',
  '',
];

describe('an address with a mistyped domain', () => {
  it.each(MISTYPED)('%s: %s was meant', async (typed, meant) => {
    const { filing } = await loadCityPack(kotaJambi);
    expect(likelyEmail(typed, filing.mailDomains)).toBe(meant);
  });

  it.each(RIGHT)('is not: “%s”', async (typed) => {
    const { filing } = await loadCityPack(kotaJambi);
    expect(likelyEmail(typed, filing.mailDomains)).toBeNull();
  });

  it('is none for a city whose pack names no domains', () => {
    expect(likelyEmail('siti@gmial.com', [])).toBeNull();
  });
});
