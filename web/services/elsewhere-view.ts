import type { CityPack } from '../../city/city-pack';
import { inLanguage } from '../../city/in-language';
import type { Locale } from '../../locale/locale';
import { serviceFor } from './service-for';

/**
 * What the form says below the text when the text seems to be meant for another of the city's services, and what its
 * script needs to say it while somebody types. Null in a city that names none.
 */
export function elsewhereView(
  text: string,
  { city, locale: { t, language } }: { city: CityPack; locale: Locale },
) {
  const { services } = city;
  if (services.length === 0) return null;
  const nameOf = ({ names }: (typeof services)[number]) => inLanguage(names, language);
  const found = serviceFor(text, city);
  return {
    found: found && { url: `/services#${found.code}`, says: t('services.says', { name: nameOf(found) }) },
    facts: JSON.stringify({
      services: services.map((each) => ({ code: each.code, name: nameOf(each), keywords: each.keywords })),
      says: t('services.says', { name: '{name}' }),
    }),
  };
}
