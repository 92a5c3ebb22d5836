import type { CityPack, Language } from '../../city/city-pack';

/** How to write a table that a spreadsheet reads without being configured. */
export interface CsvDialect {
  delimiter: ',' | ';';
  decimalMark: '.' | ',';
  /** Formats an RFC 3339 instant for the table. */
  instant(iso: string): string;
}

/** For programs: RFC 4180, with instants in UTC. */
export const PLAIN_CSV: CsvDialect = { delimiter: ',', decimalMark: '.', instant: (iso) => iso };

/** What spreadsheets in these languages expect. */
const MARKS: Record<Language, Pick<CsvDialect, 'delimiter' | 'decimalMark'>> = {
  id: { delimiter: ';', decimalMark: ',' },
  en: { delimiter: ',', decimalMark: '.' },
};

/** For a spreadsheet in the given language, with the city's time; for programs if no language is given. */
export function csvDialect({ timeZone }: Pick<CityPack, 'timeZone'>, locale: Language | null): CsvDialect {
  if (locale === null) return PLAIN_CSV;
  // The Swedish format is one that every spreadsheet recognises as an instant: 2026-11-25 14:05:00.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return { ...MARKS[locale], instant: (iso) => format.format(new Date(iso)) };
}
