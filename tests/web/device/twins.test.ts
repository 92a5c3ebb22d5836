import fc from 'fast-check';
import type { CityPack } from '../../../city/city-pack';
import { loadCityPack } from '../../../city/load-city-pack';
import { personalDataIn } from '../../../web/filing/personal-data';
import { likelyEmail } from '../../../web/forms/likely-email';
import { speaksOfDanger } from '../../../web/filing/speaks-of-danger';
import type { DangerWords, Sikesal } from '../../../web/public/device/types';
import { kotaJambi } from '../../city/pack-folders';
import { loadDevice } from './device-scripts';

const SEPARATORS = [' ', ' ', '. ', ', ', '! ', '\n', '.', '..', ': ', ' (', ') ', '-'];
const NUMBERS = [
  '1571010101010001',
  '1571 0101-0101.0001',
  '0812 3456 7890',
  '+6281234567890',
  '.0812345678',
  '12',
];

describe('rules that a phone keeps to without a network', () => {
  let device: Sikesal;
  let filing: CityPack['filing'];
  beforeAll(async () => {
    device = await loadDevice('phrases', 'danger', 'personal-data', 'likely-email');
    ({ filing } = await loadCityPack(kotaJambi));
  });

  /** Texts made of the pack's own phrases and what may come between them. */
  const texts = () => {
    const { dangerWords, dangerContext } = filing;
    const { pairs = [], harmless = [], past = [], present = [] } = dangerContext ?? {};
    const signs = [...dangerWords, ...pairs.flatMap(({ of, and }) => [...of, ...and])];
    const words = [...signs, ...harmless, ...past, ...present, 'Jl', 'di', 'depan', 'pasar', ...NUMBERS];
    const part = fc.tuple(fc.constantFrom(...words), fc.constantFrom(...SEPARATORS));
    return fc.array(part, { maxLength: 14 }).map((parts) => parts.flat().join(''));
  };

  it('find danger in a text where the service finds it', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        const twin = device.danger.speaksOfDanger(text, filing as unknown as DangerWords);
        expect(twin).toBe(speaksOfDanger(text, filing));
      }),
      { numRuns: 2000 },
    );
  });

  it('propose the address that the service would propose', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'gmailyho.codkuet@'), maxLength: 14 });
    const domain = fc.constantFrom(...filing.mailDomains);
    const mistyped = fc.tuple(domain, fc.nat(12), fc.constantFrom('', 'l', '.', 'co'), fc.nat(2));
    const addresses = fc.oneof(
      letters,
      mistyped.map(([right, at, put, cut]) => `siti@${right.slice(0, at)}${put}${right.slice(at + cut)}`),
    );
    fc.assert(
      fc.property(addresses, (typed) => {
        expect(device.likelyEmail(typed, filing.mailDomains)).toBe(likelyEmail(typed, filing.mailDomains));
      }),
      { numRuns: 3000 },
    );
    expect(device.likelyEmail('siti@gmial.com', filing.mailDomains)).toBe('siti@gmail.com');
  });

  it('find personal data in a text where the service finds it', () => {
    const text = fc.oneof(texts(), fc.string({ unit: fc.constantFrom(...'0812345-. ()+a@.c') }), fc.string());
    fc.assert(
      fc.property(text, (written) => {
        expect(device.personalDataIn(written)).toEqual(personalDataIn(written));
      }),
      { numRuns: 3000 },
    );
  });
});
