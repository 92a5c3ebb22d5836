import type { z } from 'zod';
import { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import { validateBody } from '../../api/http/validate';
import type { CityPack } from '../../city/city-pack';
import { loadCityPack } from '../../city/load-city-pack';
import { StaffRefusal } from '../../database/stores/staff-refusal';
import { CliError } from './cli-error';
import type { Settings } from './settings';

/** Checks the fields by the API's rules. @throws CliError that says which rule is broken */
export async function checkFields<S extends z.ZodType>(
  settings: Settings,
  { schema, fields }: { schema: (city: CityPack) => S; fields: object },
): Promise<z.output<S>> {
  const city = await loadCityPack(settings.need('CITY_PACK').CITY_PACK);
  return inOneSentence(async () => validateBody(schema(city), fields));
}

/** @throws CliError for what the API or a store refuses */
export async function inOneSentence<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem || error instanceof StaffRefusal)) throw error;
    throw new CliError(problemFromError(error).details.detail, { cause: error });
  }
}
