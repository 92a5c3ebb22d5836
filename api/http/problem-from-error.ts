import { isDatabaseUnavailable } from '../../database/is-database-unavailable';
import { DraftMovedError } from '../../database/stores/draft-moved-error';
import { IdempotencyConflictError } from '../../database/stores/idempotency-conflict-error';
import { InvalidCursorError } from '../../database/readers/invalid-cursor-error';
import { WebhookRefusal, type WebhookRefusalCode } from '../../database/stores/webhook-refusal';
import { OutageRefusal } from '../../database/stores/outage-refusal';
import { StaffRefusal, type StaffRefusalCode } from '../../database/stores/staff-refusal';
import { isBlobStoreUnavailable } from '../../photos/blob-store-error';
import { PhotoIntakeBusy } from '../../photos/photo-intake-busy';
import { PHOTO_LIMITS } from '../../photos/photo-limits';
import { PhotoRefused } from '../../photos/photo-refused';
import { SpoolUnavailable } from '../../photos/spool-unavailable';
import { invalid, malformed, Problem, unavailable, type RuleBreach } from './problem';
import { UploadsBusy } from './upload-budget';

const PHOTO_RULES: Record<PhotoRefused['code'], string> = {
  photo_kind: 'Photos are JPEG, PNG or WebP; HEIC has to be converted first.',
  photo_too_big: 'A photo has at most 10 MB.',
  photo_broken: 'The photo cannot be read.',
  photo_too_many_pixels: `A photo has at most ${PHOTO_LIMITS.pixelsAtMost / 1e6} million pixels, and ${PHOTO_LIMITS.sidePixelsAtMost} along a side.`,
  too_many_photos: 'There are too many photos.',
};

/**
 * Tried in this order; the first rule that knows the error decides the response. Errors get their status only
 * here.
 */
const RULES: ((error: unknown) => Problem | null)[] = [
  (error) => (error instanceof Problem ? error : null),
  (error) => (error instanceof PhotoRefused ? photoRefused(error) : null),
  (error) =>
    error instanceof PhotoIntakeBusy ? unavailable('Too many photos are being looked at.', error) : null,
  (error) => (error instanceof UploadsBusy ? unavailable('Too much is being uploaded.', error) : null),
  (error) => (error instanceof SpoolUnavailable ? unavailable('Files cannot be kept now.', error) : null),
  (error) => (isBlobStoreUnavailable(error) ? unavailable('The photo store does not answer.', error) : null),
  (error) => (isDatabaseUnavailable(error) ? unavailable('The database does not answer.', error) : null),
  (error) => (error instanceof IdempotencyConflictError ? idempotencyConflict(error) : null),
  (error) => (error instanceof DraftMovedError ? draftMoved(error) : null),
  (error) => (error instanceof InvalidCursorError ? invalidCursor() : null),
  (error) => (error instanceof StaffRefusal ? staffRefused(error) : null),
  (error) => (error instanceof OutageRefusal ? outageRefused(error) : null),
  (error) => (error instanceof WebhookRefusal ? webhookRefused(error) : null),
  (error) => (isUnreadablePath(error) ? malformed('The path is not percent-encoded UTF-8.', error) : null),
];

export function problemFromError(error: unknown): Problem {
  for (const rule of RULES) {
    const problem = rule(error);
    if (problem) return problem;
  }
  return new Problem(
    { code: 'internal', detail: 'The request could not be carried out. It has been noted.' },
    { cause: error },
  );
}

function photoRefused({ code, position }: PhotoRefused): Problem {
  const pointer = position === null ? '#/photos' : `#/photos/${position}`;
  const detail = PHOTO_RULES[code];
  return new Problem({ code: 'photo_refused', detail, errors: [{ pointer, rule: code, detail }] });
}

function idempotencyConflict(cause: Error): Problem {
  const detail = 'This Idempotency-Key was used for another request. Repeat that one, or take a new key.';
  return new Problem(
    { code: 'idempotency_conflict', detail, errors: [{ header: 'Idempotency-Key', rule: 'reused', detail }] },
    { cause },
  );
}

function draftMoved(cause: Error): Problem {
  return new Problem({ code: 'refused', detail: 'The draft was changed meanwhile.' }, { cause });
}

function invalidCursor(): Problem {
  return invalid([
    { parameter: 'cursor', rule: 'format', detail: 'The cursor is not one that a list has given.' },
  ]);
}

const STAFF_RULES: Record<Exclude<StaffRefusalCode, 'last_administrator'>, RuleBreach> = {
  email_taken: { pointer: '#/email', rule: 'taken', detail: 'Somebody else has this e-mail address.' },
  agency_missing: { pointer: '#/agency', rule: 'required', detail: 'agency: is missing.' },
  agency_unfit: { pointer: '#/agency', rule: 'unknown', detail: 'agency: is only for roles of an agency.' },
};

function staffRefused({ code }: StaffRefusal): Problem {
  if (code !== 'last_administrator') return invalid([STAFF_RULES[code]]);
  return new Problem({
    code: 'conflict',
    detail: 'They are the last administrator: make another one first.',
  });
}

const WEBHOOK_RULES: Record<WebhookRefusalCode, string> = {
  too_many: 'There are as many webhooks as there may be: remove one first.',
  disabled: 'The webhook is switched off: switch it on first.',
  on_its_way: 'It is on its way at this moment.',
};

function webhookRefused({ code }: WebhookRefusal): Problem {
  const detail = WEBHOOK_RULES[code];
  return new Problem({ code: 'conflict', detail, errors: [{ rule: code, detail }] });
}

const OUTAGE_REFUSALS: Record<OutageRefusal['code'], string> = {
  running: 'The agency is out already: call that outage off first, or wait for its end.',
  over: 'The hours of this outage are over: there is nothing to give back.',
};

function outageRefused({ code }: OutageRefusal): Problem {
  return new Problem({ code: 'conflict', detail: OUTAGE_REFUSALS[code], members: { refusal: code } });
}

/** Express sets the intended status on its own errors. */
function isUnreadablePath(error: unknown): boolean {
  return error instanceof URIError && 'status' in error && error.status === 400;
}
