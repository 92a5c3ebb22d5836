import type { CityPack, Language } from '../../city/city-pack';
import type { Speech } from '../speech';

export interface GroupNames {
  agency(code: string): string;
  category(code: string): string;
  /** `November 2026` of `2026-11`. */
  month(month: string): string;
  /** `Nov 26`. */
  shortMonth(month: string): string;
}

const TAGS: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** History knows agencies and categories that the pack may have given up; those go by their codes. */
export function groupNames(city: CityPack, { language, names }: Speech): GroupNames {
  const known = (all: readonly { code: string }[], code: string) => all.some((each) => each.code === code);
  const written = (style: 'long' | 'short', year: 'numeric' | '2-digit') => {
    const format = new Intl.DateTimeFormat(TAGS[language], { timeZone: 'UTC', month: style, year });
    return (month: string) => format.format(new Date(`${month}-01T00:00:00Z`));
  };
  return {
    agency: (code) => (known(city.agencies, code) ? names.agency(code) : code),
    category: (code) => (known(city.categories, code) ? names.category(code) : code),
    month: written('long', 'numeric'),
    shortMonth: written('short', '2-digit'),
  };
}
