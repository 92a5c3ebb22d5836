import type { Locale } from '../locale';

const SHOWN = ['what', 'where', 'you', 'check'] as const;
export type ShownStep = (typeof SHOWN)[number];

/** The bar on top: where in the form somebody is. */
export function stepsView(current: ShownStep, { t }: Locale) {
  const at = SHOWN.indexOf(current);
  return SHOWN.map((step, index) => ({
    label: t(`filing.steps.${step}`),
    isDone: index < at,
    isCurrent: index === at,
  }));
}
