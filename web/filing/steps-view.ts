import type { Locale } from '../../locale/locale';

const SHOWN = ['what', 'where', 'you', 'check'] as const;
export type ShownStep = (typeof SHOWN)[number];

/** The progress bar on top of the form. */
export function stepsView(current: ShownStep, { t }: Locale) {
  const at = SHOWN.indexOf(current);
  return SHOWN.map((step, index) => ({
    label: t(`filing.steps.${step}`),
    isDone: index < at,
    isCurrent: index === at,
  }));
}
