import type { z } from 'zod';
import { apiOperations } from '../api/api-operations';
import type { Reply } from '../api/http/reply';
import type { Executable } from './execute';
import type { FormName } from './forms/act-fields';
import type { PagesDeps } from './pages-deps';

type FormOperation = Executable<`/complaints/{code}/${string}`, z.ZodType, Reply>;

export type PageOperations = ReturnType<typeof pageOperations>;

/** The API's operations by id, and those behind forms by the form's name, which for an act is the act's. */
export function pageOperations(deps: PagesDeps) {
  const operations = apiOperations(deps);
  const acts: Record<FormName, FormOperation> = { ...operations, rating: operations.rateComplaint };
  return { ...operations, acts };
}
