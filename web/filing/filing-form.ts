import { createFiling, type FilingDesk } from '../../api/complaints/filing';
import { filingSchema } from '../../api/complaints/filing-schemas';
import type { PagesDeps } from '../pages-deps';

export type FilingSchemas = ReturnType<typeof schemasOf>;

/** What the form shares with the API: the same validation, and the same function that files. */
export interface FilingForm {
  schemas: FilingSchemas;
  desk: FilingDesk;
}

export function createFilingForm(deps: PagesDeps): FilingForm {
  return {
    schemas: schemasOf(deps),
    desk: createFiling({ ...deps, publicUrl: deps.settings.publicUrl }),
  };
}

function schemasOf({ city }: Pick<PagesDeps, 'city'>) {
  const whole = filingSchema(city);
  return {
    whole,
    what: whole.pick({ description: true, category: true }),
    where: whole.pick({ location: true }),
    you: whole.pick({ reporter: true, anonymous: true, confidential: true }),
    captures: whole.pick({ captures: true }),
  };
}
