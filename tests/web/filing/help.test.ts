import { loadCityPack } from '../../../city/load-city-pack';
import type { CityPack } from '../../../city/city-pack';
import { createTimeFormat } from '../../../locale/time-format';
import { distance } from '../../../locale/distance';
import { personalDataIn } from '../../../web/filing/personal-data';
import { rankCategories } from '../../../web/filing/rank-categories';
import { countPhrases } from '../../../web/filing/phrases';
import { kotaJambi, saltmere } from '../../city/pack-folders';

describe('the likeliest category', () => {
  let city: CityPack;
  beforeAll(async () => {
    city = await loadCityPack(kotaJambi);
  });
  const first = (text: string) => rankCategories(city, text)[0]?.code;

  it.each([
    ['Lampu depan musala mati sejak Minggu malam, gelap sekali', 'lampu-jalan'],
    ['Jalan berlubang besar di depan sekolah', 'jalan'],
    ['Sampah menumpuk, bau busuk, tidak diangkut', 'kebersihan'],
    ['Got mampet, kalau hujan banjir', 'drainase'],
    ['gorong-gorong tersumbat', 'drainase'],
    ['Air PDAM keruh dan pipa bocor', 'air-bersih'],
    ['Mobil parkir sembarangan di trotoar', 'parkir'],
    ['Antrean loket KTP lama sekali', 'pelayanan-umum'],
    ['Broken street light, very dark', 'lampu-jalan'],
    ['A big POTHOLE!', 'jalan'],
  ])('for “%s” is %s', (text, code) => {
    expect(first(text)).toBe(code);
  });

  it('is the likeliest one in the city when no word points to one, and none is left out', async () => {
    expect(first('')).toBe('jalan');
    expect(new Set(rankCategories(city, 'lampu'))).toEqual(new Set(city.categories));
    const other = await loadCityPack(saltmere);
    expect(
      rankCategories({ ...other, filing: { dangerWords: [], likelyFirst: [], mailDomains: [] } }, ''),
    ).toEqual(other.categories);
  });
});

describe('a word', () => {
  it('counts only as a whole, whatever its case and its surroundings', () => {
    expect(countPhrases('API!\nMembakar...', ['api', 'membakar', 'bakar', 'kapi'])).toBe(2);
    expect(countPhrases('gas  -bocor', ['gas bocor'])).toBe(1);
    expect(countPhrases('', ['', '…', 'api'])).toBe(0);
  });
});

describe('personal data', () => {
  it.each([
    ['NIK saya 1571011203840001', ['identityNumber']],
    ['1571 0112 0384 0001', ['identityNumber']],
    ['telepon 0812-3456-7890 ya', ['phone']],
    ['+62 812 3456 7890', ['phone']],
    ['(0741) 60 123', ['phone']],
    ['kode pos 36123, 0741', []],
    ['0741 445566 77', ['phone']],
    ['tulis ke Budi.S@contoh.co.id', ['email']],
    ['sudah 14 hari sejak 24.11.2026 pukul 14.05', []],
    ['RT 05 RW 12 No. 1234, KM 10', []],
    ['meteran 15710112038400012345', []],
    ['@warga di mana?', []],
  ])('in “%s”: %j', (text, kinds) => {
    expect(personalDataIn(text)).toEqual(kinds);
  });

  // One such text once held up every other visitor for 19 s.
  it.each(['a', 'a.', '1', '08-', '+1', 'a@', 'a@a-', '(0) '])(
    'is looked for quickly even in as much of “%s” as a form takes',
    (piece) => {
      const text = piece.repeat(120_000 / piece.length);
      const startedAt = performance.now();
      personalDataIn(text);
      expect(performance.now() - startedAt).toBeLessThan(3000);
    },
  );
});

describe('a distance', () => {
  it('is shortened', () => {
    const id = createTimeFormat({ language: 'id', timeZone: 'Asia/Jakarta' });
    expect([0.2, 40.4, 999, 1234, 15_500].map((meters) => distance(meters, id))).toEqual([
      '1 m',
      '40 m',
      '999 m',
      '1,2 km',
      '15,5 km',
    ]);
  });
});
