import type { Call } from '../http/operation';
import { notFound } from '../http/problem';

/**
 * For everybody else, operations of administrators do not exist.
 * @throws Problem `not_found`
 */
export async function administratorOnly({ actor }: Pick<Call<unknown>, 'actor'>): Promise<void> {
  if (actor.kind !== 'administrator') throw notFound();
}
