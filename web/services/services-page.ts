import type { CityService } from '../../city/city-pack';
import { inLanguage } from '../../city/in-language';
import { notFound } from '../../api/http/problem';
import type { Locale } from '../../locale/locale';
import { htmlPage } from '../html-page';
import { languageFor, type PageRequest } from '../http/page-request';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';

/** The city's other applications: what for, when one is the right place instead of a complaint, and where it is. */
export async function servicesPage(context: PagesContext, request: PageRequest): Promise<PageResponse> {
  const { city } = context;
  if (city.services.length === 0) throw notFound();
  const locale = context.locales(languageFor(request, city));
  return htmlPage({
    template: 'services',
    title: locale.t('services.title'),
    view: {
      lead: locale.t('services.lead', { city: city.name }),
      services: city.services.map((service) => serviceView(service, locale)),
    },
    locale,
  });
}

function serviceView({ code, names, purposes, belongs, url, ask }: CityService, { t, language }: Locale) {
  const name = inLanguage(names, language);
  const whom = ask && { ask: inLanguage(ask, language) };
  return {
    code,
    name,
    purpose: inLanguage(purposes, language),
    belongs: inLanguage(belongs, language),
    link: url ? { url, label: t('services.open', { name }) } : null,
    ask: whom ? t(url ? 'services.askMore' : 'services.ask', whom) : null,
  };
}
