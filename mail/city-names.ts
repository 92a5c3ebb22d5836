import type { CityPack, Language } from '../city/city-pack';
import { inLanguage } from '../city/in-language';
import type { EscalationLevel } from '../domain/policy';
import type { Say } from './locales';
import { findAgency } from './recipients';

/** What the pack calls things, in one language. */
export interface CityNames {
  city: string;
  /** Short name of the command centre. */
  centre: string;
  centreInFull: string;
  category(code: string): string;
  district(code: string): string;
  agency(code: string): string;
  /** The people of a level, of an agency: its desk, supervisor, head, or the command centre. */
  office(level: EscalationLevel, agency: string): string;
}

/** @throws RangeError (from each function) for a code that the pack does not have. */
export function cityNames(city: CityPack, language: Language, say: Say): CityNames {
  const agency = (code: string) => inLanguage(findAgency(city, code).names, language);
  const centreInFull = inLanguage(city.commandCentre.names, language);
  return {
    city: city.name,
    centre: city.commandCentre.name,
    centreInFull,
    category: (code) => inLanguage(found(city.categories, code, 'category').names, language),
    district: (code) => found(city.districts, code, 'district').name,
    agency,
    office: (level, code) => {
      if (level === 0) return agency(code);
      if (level === 3) return centreInFull;
      const { supervisor, head } = findAgency(city, code);
      const title = inLanguage((level === 1 ? supervisor : head).titles, language);
      return withoutEcho(say('words.office', { title, agency: agency(code) }));
    },
  };
}

/** Kepala Dinas and Dinas PUPR make Kepala Dinas PUPR. */
function withoutEcho(office: string): string {
  return office.replace(/(?<!\p{L})(\p{L}+) \1(?!\p{L})/gu, '$1');
}

function found<T extends { code: string }>(all: readonly T[], code: string, what: string): T {
  const one = all.find((each) => each.code === code);
  if (!one) throw new RangeError(`the city pack has no ${what} "${code}"`);
  return one;
}
