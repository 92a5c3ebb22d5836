import type { CityPack } from '../../city/city-pack';
import { workingAgencies } from '../../city/directory';

/** Agencies that somebody may belong to, and the one that they do, though it may be retired by now. */
export function agencyChoices(city: CityPack, own: string): string[] {
  const codes = workingAgencies(city).map(({ code }) => code);
  return own === '' || codes.includes(own) ? codes : [...codes, own];
}
