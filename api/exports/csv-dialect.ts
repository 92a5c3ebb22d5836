import type { CityPack, Language } from '../../city/city-pack';

/** How a table is written, so that a spreadsheet reads it without being told. */
export interface CsvDialect {
  delimiter: ',' | ';';
  decimalMark: '.' | ',';
  /** An instant of RFC 3339 as it stands in the table. */
  instant(iso: string): string;
}

/** For programs: RFC 4180, with instants in UTC. */
export const PLAIN_CSV: CsvDialect = { delimiter: ',', decimalMark: '.', instant: (iso) => iso };

/** What spreadsheets of these languages take commas and points for. */
const MARKS: Record<Language, Pick<CsvDialect, 'delimiter' | 'decimalMark'>> = {
  id: { delimiter: ';', decimalMark: ',' },
  en: { delimiter: ',', decimalMark: '.' },
};

/** For a spreadsheet of a language, with the city's time; for programs where none is named. */
export function csvDialect({ timeZone }: Pick<CityPack, 'timeZone'>, locale: Language | null): CsvDialect {
  if (locale === null) return PLAIN_CSV;
  // In Sweden an instant is written as every spreadsheet takes it for one: 2026-11-25 14:05:00.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return { ...MARKS[locale], instant: (iso) => format.format(new Date(iso)) };
}
