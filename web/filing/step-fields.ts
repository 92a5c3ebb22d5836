import { categories } from '../forms/act-options';
import type { Field } from '../forms/field';
import { TEXT_ERRORS } from '../forms/field-errors';

const LINE_ERRORS = { error: 'web.errors.unfit', errors: { maximum: 'web.errors.tooLong' } } as const;

export const DESCRIPTION: Field = {
  name: 'description',
  kind: 'text',
  max: () => 4000,
  label: 'filing.what.text',
  hint: 'filing.what.textHint',
  error: 'filing.errors.textMissing',
  errors: { ...TEXT_ERRORS, minimum: 'filing.errors.textShort' },
};

/** The first step asks for photos as well, and draws the categories as a list of its own. */
export const WHAT_FIELDS: readonly Field[] = [
  DESCRIPTION,
  {
    name: 'category',
    kind: 'choice',
    options: categories,
    label: 'filing.what.category',
    error: 'filing.errors.categoryMissing',
  },
];

export const DISTRICT: Field = {
  name: 'district',
  kind: 'choice',
  options: ({ city }) => city.districts.map(({ code, name }) => ({ value: code, label: name })),
  blank: 'filing.where.chooseDistrict',
  label: 'filing.where.district',
  hint: 'filing.where.districtHint',
};

export const LANDMARK: Field = {
  name: 'landmark',
  pointer: '#/location/address',
  kind: 'line',
  max: () => 300,
  label: 'filing.where.landmark',
  hint: 'filing.where.landmarkHint',
  ...LINE_ERRORS,
};

export const CONTACT_FIELDS: readonly Field[] = [
  {
    name: 'name',
    pointer: '#/reporter/name',
    kind: 'line',
    autocomplete: 'name',
    max: () => 200,
    label: 'filing.you.name',
    ...LINE_ERRORS,
  },
  {
    name: 'email',
    pointer: '#/reporter/email',
    kind: 'line',
    type: 'email',
    autocomplete: 'email',
    label: 'filing.you.email',
    hint: 'filing.you.emailHint',
    error: 'web.errors.email',
  },
  {
    name: 'phone',
    pointer: '#/reporter/phone',
    kind: 'line',
    type: 'tel',
    autocomplete: 'tel',
    label: 'filing.you.phone',
    error: 'filing.errors.phone',
  },
];

/** What the public may see. */
export const PUBLICITY_FIELDS: readonly Field[] = [
  { name: 'anonymous', kind: 'flag', label: 'filing.you.anonymous' },
  { name: 'confidential', kind: 'flag', label: 'filing.you.confidential' },
];
