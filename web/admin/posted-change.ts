import type { Credential } from '../../api/authentication/credential';
import type { Form } from '../http/read-form';

/** What one of a page's forms or buttons does, and what the page says when it is done. */
export interface PostedChange<Done extends string> {
  done: Done;
  /** Left out for a button without fields. */
  form?: Form;
  run(to: { params: { id: string }; credential: Credential }): Promise<unknown>;
}
