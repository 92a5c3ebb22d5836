import type { Speech } from '../speech';

const SHOWN = ['what', 'where', 'you', 'check'] as const;
export type ShownStep = (typeof SHOWN)[number];

/** The bar on top: where in the form somebody is. */
export function stepsView(current: ShownStep, { say }: Speech) {
  const at = SHOWN.indexOf(current);
  return SHOWN.map((step, index) => ({
    label: say(`filing.steps.${step}`),
    isDone: index < at,
    isCurrent: index === at,
  }));
}
