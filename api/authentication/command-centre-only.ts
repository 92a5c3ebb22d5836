import type { Call } from '../http/operation';
import { notFound } from '../http/problem';

/**
 * For everybody else, operations of the command centre do not exist.
 * @throws Problem `not_found`
 */
export async function commandCentreOnly({ actor }: Pick<Call<unknown>, 'actor'>): Promise<void> {
  if (actor.kind !== 'command_centre') throw notFound();
}
