import { cutText } from '../../domain/human-text';
import type { Translate } from '../../locale/translator';
import { malformed } from '../http/problem';
import type { Parameters } from './parameters';

/** The reporter's two choices; the specification has no other place for them. */
const PRIVACY = ['anonymous', 'confidential'] as const;
type Privacy = (typeof PRIVACY)[number];

const CHOICES = ['no', 'yes'] as const;

/** The attributes of every service. */
export function privacyAttributes(t: Translate) {
  return PRIVACY.map((code, index) => ({
    variable: true,
    code,
    datatype: 'singlevaluelist',
    required: false,
    datatype_description: t('open311.choice'),
    order: index + 1,
    description: t(`open311.${code}`),
    values: CHOICES.map((key) => ({ key, name: t(`open311.${key}`) })),
  }));
}

/** @throws Problem `malformed` for an unknown attribute or value */
export function privacyOf(parameters: Parameters): Record<Privacy, boolean> {
  const known = PRIVACY.flatMap((code) => [`attribute[${code}]`, `attribute[${code}][]`]);
  const unknown = parameters.names().find((name) => name.startsWith('attribute') && !known.includes(name));
  if (unknown !== undefined) throw malformed(`“${cutText(unknown, 60)}” is no attribute of this service.`);
  return { anonymous: choiceOf(parameters, 'anonymous'), confidential: choiceOf(parameters, 'confidential') };
}

function choiceOf(parameters: Parameters, code: Privacy): boolean {
  const values = new Set(parameters.all(`attribute[${code}]`));
  const [value = 'no'] = values;
  if (values.size > 1 || !(CHOICES as readonly string[]).includes(value)) {
    throw malformed(`attribute[${code}] must be one of ${CHOICES.join(', ')}.`);
  }
  return value === 'yes';
}
