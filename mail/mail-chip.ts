import { resolveBy } from '../domain/promise';
import { isOpen } from '../domain/statuses';
import type { MailContext } from './mail-context';
import type { MailChip } from './mail-view';
import { urgencyOf, type Urgency } from '../domain/urgency';

// Background and text colours of the design's light theme: mail clients do not support CSS variables.
const COLOURS: Record<Urgency, { background: string; colour: string }> = {
  on_time: { background: '#e0f1f3', colour: '#0b4f5b' },
  soon: { background: '#fdf0d0', colour: '#6d4300' },
  late_1: { background: '#fde6d7', colour: '#8a3604' },
  late_2: { background: '#fbe0e1', colour: '#971422' },
  late_3: { background: '#6d1040', colour: '#ffffff' },
  resolved: { background: '#e2f2e2', colour: '#1c5a29' },
  closed: { background: '#e7edee', colour: '#425156' },
  aside: { background: '#e7edee', colour: '#425156' },
};

// The shape shows the urgency, too, for readers who cannot tell the colours.
const SHAPES: Record<Urgency, string> = {
  on_time: '○',
  soon: '◐',
  late_1: '▲',
  late_2: '◆',
  late_3: '⬢',
  resolved: '✔',
  closed: '☑',
  aside: '–',
};

/** Staff see the urgency's word, reporters the status; both see the urgency's shape and colours. */
export function mailChip(context: MailContext, reader: 'staff' | 'reader'): MailChip {
  const urgency = urgencyOf(context.case, context.now);
  return chipOf(urgency, reader === 'staff' ? urgencyWord(context, urgency) : statusWord(context));
}

export function chipOf(urgency: Urgency, word: string): MailChip {
  return { word: `${SHAPES[urgency]} ${word}`, ...COLOURS[urgency] };
}

function urgencyWord(context: MailContext, urgency: Urgency): string {
  if (urgency === 'aside') return statusWord(context);
  return context.t(`words.urgency.${urgency}`, { centre: context.names.centre });
}

/** Says "late" only when the target was missed. */
function statusWord({ t, now, event, case: { state } }: MailContext): string {
  if (event.type === 'information_requested') return t('words.questionOpen');
  if (isOpen(state.status) && resolveBy(state) < now) return t('words.overdue');
  if (state.status === 'assigned' && state.cycle > 1) return t('words.reopened');
  return t(`words.status.${state.status}`);
}
