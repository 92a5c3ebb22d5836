import type { RuleBreach } from '../../api/http/problem';
import type { CityPack } from '../../city/city-pack';
import type { Form, UploadedFile } from '../http/read-form';
import type { Speech } from '../speech';
import { photoFault } from '../photo-field/photo-fault';
import { FIELDS, type FieldDefinition, type FormName } from './form-definitions';

export interface FormFault {
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

/** What the API found wrong with a form, in the words of the page and at the field that it is about. */
export function formFaults(
  { name, form, files, breaches }: FaultsInput,
  { speech, city }: { speech: Speech; city: CityPack },
): FormFault[] {
  return FIELDS[name].flatMap((field) => {
    const breach = breaches.find(({ pointer }) => isAt(pointer, field));
    if (!breach) return [];
    const typed = field.kind === 'photos' ? fileNameAt(breach, files) : (form.get(field.name) ?? '');
    return [{ field: field.name, error: sentence(field, { rule: breach.rule, typed, speech, city }) }];
  });
}

/** A fault of one photo points at its place in the list. */
function isAt(pointer: string | undefined, { name, kind }: FieldDefinition): boolean {
  return pointer === `#/${name}` || (kind === 'photos' && pointer?.startsWith(`#/${name}/`) === true);
}

function fileNameAt({ pointer }: RuleBreach, files: readonly UploadedFile[]): string {
  const position = Number(/\/(\d+)$/.exec(pointer ?? '')?.[1] ?? NaN);
  return files[position]?.name ?? '';
}

function sentence(
  field: FieldDefinition,
  { rule, typed, speech, city }: { rule: string; typed: string; speech: Speech; city: CityPack },
): string {
  const { say, time } = speech;
  if (field.kind === 'flag') return say('web.errors.unfit');
  if (field.kind === 'photos') return photoFault({ rule, fileName: typed === '' ? null : typed }, speech);
  if (field.kind === 'text' && rule === 'maximum') {
    const count = time.number([...typed.trim()].length);
    return say('web.errors.tooLong', { max: time.number(field.maxCharacters), count });
  }
  if (field.kind === 'text' && rule === 'characters') return say('web.errors.unfit');
  return say(field.missing, { max: time.number(city.policy.extensionMaxHours) });
}
