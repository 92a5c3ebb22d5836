import { isCanonicalUuid } from './is-canonical-uuid';
import { REJECT_REASONS, REOPEN_REASONS, TOLD_BY, type Act, type ActName } from './acts';

/**
 * An act from a message that anyone with access to the engine may have written; null when it isn't one. Only ids,
 * codes and numbers are copied; anything else in the message is ignored.
 */
export function parseAct(act: ActName, message: unknown): Act | null {
  const fields = message === undefined || message === null ? {} : message;
  if (typeof fields !== 'object') return null;
  const from = fields as Record<string, unknown>;
  const inputId = from['inputId'];
  if (inputId !== undefined && !isCanonicalUuid(inputId)) return null;
  const input = inputId === undefined ? {} : { inputId };
  switch (act) {
    case 'acknowledge':
    case 'start':
    case 'confirm':
    case 'withdraw':
      return { act };
    case 'resolve':
    case 'ask':
    case 'answer':
    case 'nudge':
    case 'take_over':
      return { act, ...input };
    case 'reject': {
      const reason = REJECT_REASONS.find((known) => known === from['reason']);
      return reason ? { act, reason, ...input } : null;
    }
    case 'reopen': {
      const reason = REOPEN_REASONS.find((known) => known === from['reason']);
      return reason ? { act, reason, ...input } : null;
    }
    case 'tell': {
      const by = TOLD_BY.find((known) => known === from['by']);
      const { answer } = from;
      return by && Number.isInteger(answer) ? { act, by, answer: answer as number } : null;
    }
    case 'reassign': {
      const [agency, category] = [optionalCode(from['agency']), optionalCode(from['category'])];
      if (!agency || category === null) return null;
      return { act, agency, ...(category ? { category } : {}), ...input };
    }
    case 'extend':
      return typeof from['hours'] === 'number' ? { act, hours: from['hours'], ...input } : null;
    case 'notes':
      return { act, public: from['public'] === true, ...input };
    case 'assign': {
      const { officer, from: holder } = from;
      if (officer !== null && !isCanonicalUuid(officer)) return null;
      if (holder === undefined) return { act, officer };
      return isCanonicalUuid(holder) ? { act, officer, from: holder } : null;
    }
    case 'shift': {
      const [shift, agency, hours] = [from['shift'], optionalCode(from['agency']), from['hours']];
      if (!isCanonicalUuid(shift) || !agency || typeof hours !== 'number') return null;
      return { act, shift, agency, hours };
    }
    case 'unshift': {
      const shift = from['shift'];
      return isCanonicalUuid(shift) ? { act, shift } : null;
    }
    case 'merge': {
      const into = from['into'];
      return isCanonicalUuid(into) ? { act, into } : null;
    }
  }
}

/** A code as packs write them; undefined when absent, null when it is something else. */
function optionalCode(value: unknown): string | undefined | null {
  if (value === undefined) return undefined;
  return typeof value === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(value) ? value : null;
}
