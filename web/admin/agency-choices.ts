import type { CityPack } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';
import type { Locale } from '../../locale/locale';
import type { Option } from '../forms/field';

/** Agencies that somebody may belong to, plus their own, even if it is retired by now. */
export function agencyChoices(city: CityPack, own: string | null, { names }: Locale): Option[] {
  const working = workingAgencies(city).map(({ code }) => code);
  const codes = own === null || working.includes(own) ? working : [...working, own];
  return codes.map((value) => ({ value, label: names.agency(value) }));
}
