import type { Call } from '../http/operation';
import { notFound } from '../http/problem';

/** To all others what the command centre does does not exist. @throws Problem `not_found` */
export async function commandCentreOnly({ actor }: Pick<Call<unknown>, 'actor'>): Promise<void> {
  if (actor.kind !== 'command_centre') throw notFound();
}
