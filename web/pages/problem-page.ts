import { PROBLEMS, type ProblemCode } from '../../api/http/problem-catalogue';
import { problemFromError } from '../../api/http/problem-from-error';
import type { Instant } from '../../domain/instant';
import { parseTrackingCode } from '../../domain/tracking-code';
import type { MessageKey } from '../../mail/locales';
import { caseUrl } from '../desk/list/row-view';
import { wordsIn } from '../forms/words-in';
import { languageFor, type Visit } from '../http/visit';
import { signedClaims } from '../links/open-link';
import { StaleLink } from '../links/stale-link';
import type { PageAnswer } from '../page-answer';
import { signInUrl } from '../sign-in/own-path';
import type { Site } from '../site';
import type { Speech } from '../speech';

interface Words {
  title: MessageKey;
  text: MessageKey;
}

const MALFORMED: Words = { title: 'web.problems.malformedTitle', text: 'web.problems.malformed' };
const UNKNOWN: Words = { title: 'web.problems.codeUnknownTitle', text: 'web.problems.codeUnknown' };
const STALE: Words = { title: 'web.problems.linkStaleTitle', text: 'web.problems.linkStale' };
const INTERNAL: Words = { title: 'web.problems.internalTitle', text: 'web.problems.internal' };

const WORDS: Partial<Record<ProblemCode, Words>> = {
  not_found: UNKNOWN,
  method_not_allowed: { title: 'web.problems.methodTitle', text: 'web.problems.method' },
  too_many_requests: { title: 'web.problems.tooManyTitle', text: 'web.problems.tooMany' },
  unavailable: { title: 'web.problems.slowTitle', text: 'web.problems.slow' },
  internal: INTERNAL,
};

/** Nothing is wrong with the form: the same may be taken later. */
const NOT_NOW: readonly ProblemCode[] = ['unavailable', 'too_many_requests'];

interface Failure {
  error: unknown;
  isPost: boolean;
  now: Instant;
}

/** Why there is no page, as a page. Every link that opens nothing gets the same one. */
export function problemPage(site: Site, visit: Visit, { error, isPost, now }: Failure): PageAnswer {
  const speech = site.speeches(languageFor(visit, site.city));
  if (error instanceof StaleLink) return stalePage(speech, { error, visit });
  const problem = problemFromError(error);
  const { status } = PROBLEMS[problem.code];
  const headers = problem.details.headers ?? {};
  const isLost = isPost && NOT_NOW.includes(problem.code);
  const canResend = isLost && signedClaims(site, visit) !== null;
  const isSlow = canResend && problem.code === 'unavailable';
  const words = isSlow ? { ...WORDS.unavailable, text: 'web.notices.slow' as const } : WORDS[problem.code];
  const { title, text } = { ...MALFORMED, ...words };
  const againAt = now + Number(headers['Retry-After'] ?? 0) * 1000;
  return message(speech, {
    status,
    headers,
    heading: speech.say(title),
    paragraphs: [speech.say(text, { time: speech.time.clock(againAt) })],
    kept: isLost && !canResend ? wordsIn(visit.form) : null,
    resend: canResend ? resendOf(visit) : null,
  });
}

function stalePage(
  speech: Speech,
  { error: { words }, visit }: { error: StaleLink; visit: Visit },
): PageAnswer {
  const { say } = speech;
  // Staff have another way to the case; whoever else follows a link has none.
  const isForStaff = visit.path.startsWith('/act/');
  return message(speech, {
    status: 404,
    headers: {},
    heading: say(STALE.title),
    paragraphs: [say(STALE.text), say('web.problems.linkStaleNext')],
    kept: words === '' ? null : words,
    ...(isForStaff
      ? { onward: { url: signInUrl(caseAskedFor(visit)), label: say('web.problems.signIn') } }
      : {}),
  });
}

/** Whether there is such a case, and for whom, is said after signing in. */
function caseAskedFor({ params }: Visit): string {
  const code = parseTrackingCode(params.code ?? '');
  return code === null ? '/desk' : caseUrl(code);
}

/** The same form once more: the reader need not type again what could not be taken. */
function resendOf({ path, query, form }: Visit) {
  const fields = [...form].map(([name, value]) => ({ name, value }));
  return { action: `${path}?t=${encodeURIComponent(query.t ?? '')}`, fields };
}

interface Message {
  status: number;
  headers: Record<string, string>;
  heading: string;
  paragraphs: string[];
  kept?: string | null;
  resend?: ReturnType<typeof resendOf> | null;
  onward?: { url: string; label: string };
}

function message(speech: Speech, { status, headers, heading, ...rest }: Message): PageAnswer {
  const onward = { url: '/', label: speech.say('web.problems.home') };
  return {
    kind: 'page',
    status,
    headers,
    template: 'message',
    title: heading,
    view: { heading, kept: null, resend: null, onward, ...rest },
    speech,
    keepsAddress: false,
  };
}
