import { REJECT_REASONS, REOPEN_REASONS } from '../../domain/acts';
import type { FormContext, Option } from './field';

/** What the choices of acts depend on. */
export interface ActContext extends FormContext {
  /** The agency that has the complaint. */
  holder: string;
  /** Whether the command centre, which took the complaint over, may give it back. */
  givesBack?: boolean;
  /** The officers to whom it may be assigned. */
  officers?: readonly { id: string; name: string }[];
}

/** The choice of assigning a complaint to nobody. */
export const NOBODY = 'nobody';

export function rejectReasons({ locale: { t } }: FormContext): Option[] {
  return REJECT_REASONS.map((value) => ({ value, label: t(`words.rejectReasons.${value}`) }));
}

export function reopenReasons({ locale: { t } }: FormContext): Option[] {
  return REOPEN_REASONS.map((value) => ({ value, label: t(`words.reopenReasons.${value}`) }));
}

/** The agency that has a complaint is no choice, unless the complaint is given back and the agency is in use. */
export function otherAgencies({ city, locale, holder, givesBack = false }: ActContext): Option[] {
  const { t, names } = locale;
  const back = { value: holder, label: t('web.forms.reassign.back', { agency: names.agency(holder) }) };
  const codes = city.agencies.map(({ code }) => code);
  const others = codes
    .filter((code) => code !== holder)
    .map((code) => ({ value: code, label: names.agency(code) }));
  return givesBack && codes.includes(holder) ? [back, ...others] : others;
}

export function categories({ city, locale: { names } }: FormContext): Option[] {
  return city.categories.map(({ code }) => ({ value: code, label: names.category(code) }));
}

export function officers({ officers: known = [], locale: { t } }: ActContext): Option[] {
  return [
    ...known.map(({ id, name }) => ({ value: id, label: name })),
    { value: NOBODY, label: t('web.formLabels.nobody') },
  ];
}

export function stars({ locale: { t } }: FormContext): Option[] {
  return (['1', '2', '3', '4', '5'] as const).map((value) => ({
    value,
    label: t(`web.formLabels.stars.${value}`),
  }));
}
