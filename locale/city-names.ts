import type { CityPack, Language } from '../city/city-pack';
import { directoryIn, type Directory } from '../city/directory';
import { inLanguage } from '../city/in-language';
import type { EscalationLevel } from '../domain/policy';
import type { Translate } from './translator';

/** The pack's names for things, in one language. */
export interface CityNames {
  city: string;
  /** Short name of the command centre. */
  centre: string;
  centreInFull: string;
  category(code: string): string;
  district(code: string): string;
  village: Directory['village'];
  agency(code: string): string;
  /** The office at a level of an agency: its desk, supervisor, head, or the command centre. */
  office(level: EscalationLevel, agency: string): string;
  /** The title alone, for places that name the agency as well. */
  title(level: 1 | 2 | 3, agency: string): string;
}

/** Retired codes keep their names; a code that no pack knows is shown as it is. */
export function cityNames(city: CityPack, language: Language, t: Translate): CityNames {
  const { agency, category, district, village, title: titleOf } = directoryIn(city, language);
  const centreInFull = inLanguage(city.commandCentre.names, language);
  return {
    city: city.name,
    centre: city.commandCentre.name,
    centreInFull,
    category,
    district,
    village,
    agency,
    title: (level, code) =>
      level === 3
        ? city.commandCentre.name
        : (titleOf(level === 1 ? 'supervisor' : 'head', code) ?? agency(code)),
    office: (level, code) => {
      if (level === 0) return agency(code);
      if (level === 3) return centreInFull;
      const title = titleOf(level === 1 ? 'supervisor' : 'head', code);
      if (title === null) return agency(code);
      return withoutEcho(t('words.office', { title, agency: agency(code) }));
    },
  };
}

/** Turns "Kepala Dinas Dinas PUPR" into "Kepala Dinas PUPR". */
function withoutEcho(office: string): string {
  return office.replace(/(?<!\p{L})(\p{L}+) \1(?!\p{L})/gu, '$1');
}
