import type { CityPack } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';

/** Agencies that somebody may belong to, plus their own, even if it is retired by now. */
export function agencyChoices(city: CityPack, own: string): string[] {
  const codes = workingAgencies(city).map(({ code }) => code);
  return own === '' || codes.includes(own) ? codes : [...codes, own];
}
