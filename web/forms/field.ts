import type { CityPack } from '../../city/city-pack';
import type { Locale } from '../../locale/locale';
import type { MessageKey } from '../../locale/translator';

/** What the choices and limits of a form depend on; some forms need more. */
export interface FormContext {
  city: CityPack;
  locale: Locale;
}

export interface Option {
  value: string;
  label: string;
}

interface FieldBasis<Context> {
  /** Name of the input, and of the value in the API's body. */
  name: string;
  label: MessageKey;
  hint?: MessageKey;
  /** The largest number, or the most characters: `{max}` in hints and errors. */
  max?: (context: Context) => number;
  /** Where the API reports an error, if not at the name. */
  pointer?: string;
  /** What to say about a value that the API refuses, if it can be wrong at all. */
  error?: MessageKey;
  /** What to say instead when a certain rule was broken. */
  errors?: Readonly<Record<string, MessageKey>>;
}

export type Field<Context extends FormContext = FormContext> = FieldBasis<Context> &
  (
    | {
        kind: 'line';
        type?: 'text' | 'email' | 'tel' | 'url';
        /** What the browser may fill in; nothing if left out. */
        autocomplete?: string;
        /** Letters as they are typed, as in a code: no capitals, no corrections. */
        isLiteral?: boolean;
        isOptional?: boolean;
      }
    /** Several lines. */
    | { kind: 'text'; isOptional?: boolean }
    | { kind: 'number' }
    | {
        kind: 'choice';
        options: (context: Context) => Option[];
        /** Label of the empty choice, which is allowed then; null for a choice that always has a value. */
        blank?: MessageKey | null;
        /** The value in the API's body, if other than the chosen one; an empty choice is left out otherwise. */
        read?: (chosen: string) => unknown;
      }
    /** Any number of boxes to tick. */
    | {
        kind: 'boxes';
        options: (context: Context) => Option[];
        /** Label of the folded list, with how many are ticked. */
        folded?: { none: MessageKey; some: MessageKey };
      }
    /** One box to tick. */
    | { kind: 'flag' }
    /** A complaint, by its tracking code. */
    | { kind: 'code' }
    /** Photos; forms have them last, so that the text fields have been read before a photo is refused. */
    | { kind: 'photos' }
  );

/** The name of a box in a field of boxes. */
export function boxName(field: string, value: string): string {
  return `${field}:${value}`;
}
