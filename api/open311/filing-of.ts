import type { CityPack, Language } from '../../city/city-pack';
import { filingSchema, type Filing } from '../complaints/filing-schemas';
import { invalid, Problem, type RuleBreach } from '../http/problem';
import { validateBody } from '../http/validate';
import { locationOf } from './location-of';
import type { Parameters } from './parameters';
import { privacyOf } from './privacy-attributes';
import { findService } from './services';
import type { ServiceLocale } from './service-locale';

interface ServiceRequest {
  parameters: Parameters;
  language: Language;
  locale: ServiceLocale;
}

/**
 * Translates GeoReport's fields into a filing, and validates it like any other.
 * @throws Problem
 */
export function createFilingOf(city: CityPack): (request: ServiceRequest) => Filing {
  const schema = filingSchema(city);
  return ({ parameters, language, locale }) => {
    const category = findService(city, parameters.required('service_code')).code;
    const reporter = {
      ...given('name', nameOf(parameters)),
      ...given('email', parameters.one('email')?.trim()),
      ...given('phone', parameters.one('phone')?.trim()),
      language,
    };
    const body = {
      category,
      // The specification does not require a description, but staff need something to read.
      description:
        parameters.one('description') ??
        locale.t('open311.noDescription', { service: locale.service(category) }),
      location: locationOf(parameters, city),
      reporter,
      ...privacyOf(parameters),
    };
    return inTheirWords(() => validateBody(schema, body));
  };
}

function nameOf(parameters: Parameters): string | undefined {
  const parts = [parameters.one('first_name'), parameters.one('last_name')];
  return parts.filter((part) => part !== undefined).join(' ') || undefined;
}

function given<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}

/** GeoReport's names for our fields, by pointer. */
const THEIR_NAMES: Record<string, string> = {
  '#/reporter/name': 'first_name and last_name',
  '#/reporter/email': 'email',
  '#/reporter/phone': 'phone',
  '#/location/latitude': 'lat',
  '#/location/longitude': 'long',
  '#/location/address': 'address_string',
};

function inTheirWords<T>(validate: () => T): T {
  try {
    return validate();
  } catch (error) {
    if (!(error instanceof Problem) || !error.details.errors) throw error;
    throw invalid(error.details.errors.map(renamed));
  }
}

function renamed(breach: RuleBreach): RuleBreach {
  const name = THEIR_NAMES[breach.pointer ?? ''];
  return name === undefined ? breach : { ...breach, detail: breach.detail.replace(/^[^:]*/, name) };
}
