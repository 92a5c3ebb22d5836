import type { RuleBreach } from '../../api/http/problem';
import type { CityPack } from '../../city/city-pack';
import type { Form, UploadedFile } from '../http/read-form';
import type { Locale } from '../../locale/locale';
import { photoError } from '../photo-field/photo-error';
import { FIELDS, type FieldDefinition, type FormName } from './form-definitions';

export interface FormError {
  /** Name of the field. */
  field: string;
  error: string;
}

interface FaultsInput {
  name: FormName;
  form: Form;
  files: readonly UploadedFile[];
  breaches: readonly RuleBreach[];
}

/** The API's errors in the words of the page, at the field that each is about. */
export function formErrors(
  { name, form, files, breaches }: FaultsInput,
  { locale, city }: { locale: Locale; city: CityPack },
): FormError[] {
  return FIELDS[name].flatMap((field) => {
    const breach = breaches.find(({ pointer }) => isAt(pointer, field));
    if (!breach) return [];
    const typed = field.kind === 'photos' ? fileNameAt(breach, files) : (form.get(field.name) ?? '');
    return [{ field: field.name, error: sentence(field, { rule: breach.rule, typed, locale, city }) }];
  });
}

/** An error of one photo points at its position in the list. */
function isAt(pointer: string | undefined, { name, kind }: FieldDefinition): boolean {
  return pointer === `#/${name}` || (kind === 'photos' && pointer?.startsWith(`#/${name}/`) === true);
}

function fileNameAt({ pointer }: RuleBreach, files: readonly UploadedFile[]): string {
  const position = Number(/\/(\d+)$/.exec(pointer ?? '')?.[1] ?? NaN);
  return files[position]?.name ?? '';
}

function sentence(
  field: FieldDefinition,
  { rule, typed, locale, city }: { rule: string; typed: string; locale: Locale; city: CityPack },
): string {
  const { t, time } = locale;
  if (field.kind === 'flag') return t('web.errors.unfit');
  if (field.kind === 'photos') return photoError({ rule, fileName: typed === '' ? null : typed }, locale);
  if (field.kind === 'text' && rule === 'maximum') {
    const count = time.number([...typed.trim()].length);
    return t('web.errors.tooLong', { max: time.number(field.maxCharacters), count });
  }
  if (field.kind === 'text' && rule === 'characters') return t('web.errors.unfit');
  return t(field.missing, { max: time.number(city.policy.extensionMaxHours) });
}
