import { validateBody } from '../../api/http/validate';
import { Problem, type RuleBreach } from '../../api/http/problem';
import { placeComplaint } from '../../api/complaints/place-complaint';
import { metersOutside } from '../../city/geography';
import type { DraftContent } from '../../database/stores/draft-record';
import type { Site } from '../site';
import type { Speech } from '../speech';
import { distance } from './distance';
import { contactOf, placeOf, whatOf, type TypedPlace } from './draft-body';
import type { Fault } from './fault';

interface Reading {
  site: Pick<Site, 'city' | 'filing'>;
  speech: Speech;
}

const LONGEST = { description: 4000, landmark: 300, name: 200 };

export function whatFaults(
  typed: Pick<DraftContent, 'description' | 'category'>,
  { site, speech }: Reading,
): Fault[] {
  const { what } = site.filing.schemas;
  return breachesOf(() => validateBody(what, whatOf(typed))).map(({ pointer, rule }) =>
    pointer === '#/category'
      ? { field: 'category', error: speech.say('filing.errors.categoryMissing') }
      : { field: 'description', error: textFault(rule, typed.description ?? '', speech) },
  );
}

function textFault(rule: string, text: string, { say, time }: Speech): string {
  if (rule === 'minimum')
    return say(text.trim() === '' ? 'filing.errors.textMissing' : 'filing.errors.textShort');
  return lineFault({ rule, text, longest: LONGEST.description }, { say, time });
}

/** Also that the place lies outside the city, and how far. */
export function whereFaults(typed: TypedPlace, { site, speech }: Reading): Fault[] {
  const { where } = site.filing.schemas;
  const place = () => placeComplaint(site.city, validateBody(where, placeOf(typed)).location);
  const [breach] = breachesOf(place);
  return breach ? [placeFault(typed, { ...breach, site, speech })] : [];
}

function placeFault(
  typed: TypedPlace,
  { pointer, rule, site: { city }, speech }: Pick<RuleBreach, 'pointer' | 'rule'> & Reading,
): Fault {
  const { say } = speech;
  if (rule === 'outside_city') {
    const point = { latitude: typed.latitude ?? 0, longitude: typed.longitude ?? 0 };
    const away = distance(metersOutside(city, point), speech.time);
    return { field: 'place', error: say('filing.errors.outside', { distance: away, city: city.name }) };
  }
  if (pointer === '#/location/address' && rule !== 'required')
    return {
      field: 'landmark',
      error: lineFault({ rule, text: typed.landmark ?? '', longest: LONGEST.landmark }, speech),
    };
  // A district that was chosen may be retired since.
  const isDistrict = typed.district === null || pointer === '#/location/district';
  const field = isDistrict ? 'district' : 'landmark';
  return { field, error: say('filing.errors.placeMissing') };
}

export function youFaults(
  typed: Pick<DraftContent, 'name' | 'email' | 'phone' | 'anonymous' | 'confidential'>,
  { site, speech }: Reading,
): Fault[] {
  const { you } = site.filing.schemas;
  const breaches = breachesOf(() => validateBody(you, contactOf(typed)));
  return (['name', 'email', 'phone'] as const).flatMap((field): Fault[] => {
    const breach = breaches.find(({ pointer }) => pointer === `#/reporter/${field}`);
    if (!breach) return [];
    if (field !== 'name') return [{ field, error: speech.say(`filing.errors.${field}`) }];
    const { rule } = breach;
    return [{ field, error: lineFault({ rule, text: typed.name ?? '', longest: LONGEST.name }, speech) }];
  });
}

function lineFault(
  { rule, text, longest }: { rule: string; text: string; longest: number },
  { say, time }: Pick<Speech, 'say' | 'time'>,
): string {
  if (rule !== 'maximum') return say('filing.errors.unfit');
  const count = time.number([...text.trim()].length);
  return say('filing.errors.tooLong', { max: time.number(longest), count });
}

/** What the API would refuse. */
function breachesOf(check: () => unknown): RuleBreach[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof Problem && error.details.errors) return error.details.errors;
    throw error;
  }
}
