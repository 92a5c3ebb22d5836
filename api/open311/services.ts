import { z } from 'zod';
import type { Category, CityPack } from '../../city/city-pack';
import { findIn, findRetired, retiredSentence, successorOf } from '../../city/directory';
import { notFound, Problem } from '../http/problem';
import { COMMON_PARAMETERS } from './common-parameters';
import type { Node } from './document';
import type { Open311Operation } from './operation';
import { privacyAttributes } from './privacy-attributes';
import { definitionSchema, servicesSchema } from './schemas';
import { localeIn, type ServiceLocale, type LocaleDeps } from './service-locale';

/** The city's categories are its services. */
export function serviceOperations(deps: LocaleDeps): Open311Operation[] {
  return [
    {
      id: 'open311Services',
      audience: 'everybody',
      method: 'get',
      path: '/services',
      summary: 'What can be complained about',
      parameters: z.object(COMMON_PARAMETERS),
      response: servicesSchema,
      async run({ language }) {
        const locale = localeIn(deps, language);
        return {
          root: 'services',
          content: deps.city.categories.map((each) => presentService(each, locale)),
        };
      },
    },
    {
      id: 'open311ServiceDefinition',
      audience: 'everybody',
      method: 'get',
      path: '/services/{service_code}',
      summary: 'What may be said of a complaint of this kind',
      parameters: z.object(COMMON_PARAMETERS),
      response: definitionSchema,
      async run({ id, language }) {
        const { code } = findService(deps.city, id);
        const { t } = localeIn(deps, language);
        return {
          root: 'service_definition',
          content: { service_code: code, attributes: privacyAttributes(t) },
        };
      },
    },
  ];
}

function presentService(
  { code, names, agency, targetHours, keywords }: Category,
  locale: ServiceLocale,
): Node {
  return {
    service_code: code,
    service_name: locale.service(code),
    description: locale.t('open311.serviceDescription', {
      agency: locale.agency(agency),
      hours: String(targetHours),
    }),
    metadata: true,
    type: 'realtime',
    // Commas separate keywords, so none may contain one.
    keywords: [...new Set([...Object.values(names), ...keywords])]
      .map((word) => word.replaceAll(',', ' '))
      .join(','),
    group: locale.agency(agency),
  };
}

/**
 * A service for a new request.
 * @throws Problem `not_found`, which names the successor of a retired one
 */
export function findService(city: CityPack, code: string): Category {
  const found = city.categories.find((each) => each.code === code);
  if (!found) throw noService(city, code);
  return found;
}

/**
 * A service for existing requests, which may be retired.
 * @throws Problem `not_found`
 */
export function findAnyService(city: CityPack, code: string): Pick<Category, 'code'> {
  const found = findIn(city, 'categories', code);
  if (!found) throw noService(city, code);
  return found;
}

function noService(city: CityPack, code: string): Problem {
  const retired = findRetired(city, 'categories', code);
  const detail = retired
    ? `service_code ${retiredSentence(retired, successorOf(city, 'categories', code))}.`
    : 'service_code was not found.';
  return new Problem({ ...notFound().details, detail });
}
