import type { Language } from '../../city/city-pack';
import type { Locale } from '../../locale/locale';

export interface GroupNames {
  agency(code: string): string;
  category(code: string): string;
  /** `November 2026` of `2026-11`. */
  month(month: string): string;
  /** `Nov 26`. */
  shortMonth(month: string): string;
}

const TAGS: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

export function groupNames({ language, names }: Locale): GroupNames {
  const written = (style: 'long' | 'short', year: 'numeric' | '2-digit') => {
    const format = new Intl.DateTimeFormat(TAGS[language], { timeZone: 'UTC', month: style, year });
    return (month: string) => format.format(new Date(`${month}-01T00:00:00Z`));
  };
  return {
    agency: names.agency,
    category: names.category,
    month: written('long', 'numeric'),
    shortMonth: written('short', '2-digit'),
  };
}
