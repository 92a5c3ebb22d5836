import { randomUUID } from 'node:crypto';
import type { Form } from '../http/read-form';
import type { FormUploads } from '../photo-field/form-uploads';
import { ACT_FIELDS, type FormName } from './act-fields';
import type { ActContext } from './act-options';
import type { FieldError } from './field-errors';
import type { Reply, Suggestion } from './field-view';
import { formView, type FormView } from './form-view';

/** What was typed into a form that was refused. */
export interface Typed {
  name: FormName;
  form: Form;
  errors: readonly FieldError[];
  uploads: FormUploads | null;
  /** Whether the next post may be the same act as the refused one. */
  keepsKey: boolean;
}

export interface ActFormContext extends ActContext {
  /** The token of the sender's session. */
  csrf?: string;
  /** Reply texts that can be inserted into a form. */
  replies?(name: FormName): readonly Reply[];
  /** Complaints that this one may be merged into. */
  mergeable?: readonly Suggestion[];
  typed: Typed | null;
  action(name: FormName): string;
}

export interface ActFormView extends FormView {
  title: string;
  /** Whether the form is unfolded from the start. */
  isOpen: boolean;
}

interface Emphasis {
  isMain?: boolean;
  isOpen?: boolean;
  /** Labels other than the form's own. */
  labels?: { title: string; button: string };
}

/** The form of an act. One that has just failed is unfolded and holds what was typed. */
export function actFormView(
  name: FormName,
  context: ActFormContext,
  { isMain = false, isOpen = false, labels }: Emphasis = {},
): ActFormView {
  const { t } = context.locale;
  const typed = context.typed?.name === name ? context.typed : null;
  const { title, button } = labels ?? {
    title: t(`web.forms.${name}.title`),
    button: t(`web.forms.${name}.button`),
  };
  // Two posts with the same key are one act: a second click changes nothing.
  const key = (typed?.keepsKey ? typed.form.get('key') : undefined) ?? randomUUID();
  const form = formView(
    {
      ...{ id: name, action: context.action(name), button, isMain },
      hidden: { act: name, key, csrf: context.csrf },
      fields: ACT_FIELDS[name],
      ...{ form: typed?.form, errors: typed?.errors },
      extras: () => ({
        idOf: (field) => fieldId(name, field),
        uploads: typed?.uploads,
        replies: context.replies?.(name),
        suggestions: context.mergeable,
      }),
    },
    context,
  );
  return { ...form, title, isOpen: isOpen || typed !== null };
}

export function fieldId(name: FormName, field: string): string {
  return `${name}-${field}`;
}
