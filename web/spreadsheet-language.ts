import { shippedLanguages, type CityPack, type Language } from '../city/city-pack';

/** Accepts every shipped language, even one that the city no longer uses: the spreadsheet may still be in it. */
export function spreadsheetLanguage(locale: string, { defaultLanguage }: CityPack): Language | null {
  if (locale === '') return null;
  return shippedLanguages.find((each) => each === locale) ?? defaultLanguage;
}
