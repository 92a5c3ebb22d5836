import { messagePage } from '../message-page';
import { PROBLEMS, type ProblemCode } from '../../api/http/problem-catalogue';
import type { Problem } from '../../api/http/problem';
import { problemFromError } from '../../api/http/problem-from-error';
import type { Instant } from '../../domain/instant';
import { parseTrackingCode } from '../../domain/tracking-code';
import type { MessageKey } from '../../locale/translator';
import { caseUrl } from '../desk/case-url';
import { wordsIn } from '../forms/words-in';
import { languageFor, type PageRequest } from './page-request';
import { signedClaims } from '../links/open-link';
import { StaleLink } from '../links/stale-link';
import type { PageResponse } from '../page-response';
import { signInUrl } from '../sign-in/own-path';
import type { PagesContext } from '../pages-context';
import type { Locale } from '../../locale/locale';

interface Words {
  title: MessageKey;
  text: MessageKey;
}

const MALFORMED: Words = { title: 'web.problems.malformedTitle', text: 'web.problems.malformed' };
const PAGE_UNKNOWN: Words = { title: 'web.problems.pageUnknownTitle', text: 'web.problems.pageUnknown' };
const UNKNOWN: Words = { title: 'web.problems.codeUnknownTitle', text: 'web.problems.codeUnknown' };
const STALE: Words = { title: 'web.problems.linkStaleTitle', text: 'web.problems.linkStale' };
const INTERNAL: Words = { title: 'web.problems.internalTitle', text: 'web.problems.internal' };

const WORDS: Partial<Record<ProblemCode, Words>> = {
  not_found: PAGE_UNKNOWN,
  method_not_allowed: { title: 'web.problems.methodTitle', text: 'web.problems.method' },
  too_many_requests: { title: 'web.problems.tooManyTitle', text: 'web.problems.tooMany' },
  unavailable: { title: 'web.problems.slowTitle', text: 'web.problems.slow' },
  internal: INTERNAL,
};

/** Nothing is wrong with the form: the same request may be accepted later. */
const NOT_NOW: readonly ProblemCode[] = ['unavailable', 'too_many_requests'];

interface Failure {
  error: unknown;
  isPost: boolean;
  now: Instant;
}

/** An error as a page. Every link that opens nothing gets the same one. */
export function problemPage(
  context: PagesContext,
  request: PageRequest,
  { error, isPost, now }: Failure,
): PageResponse {
  const locale = context.locales(languageFor(request, context.city));
  if (error instanceof StaleLink) return stalePage(locale, { error, request });
  const problem = problemFromError(error);
  const { status } = PROBLEMS[problem.code];
  const headers = problem.details.headers ?? {};
  const isLost = isPost && NOT_NOW.includes(problem.code);
  const canResend = isLost && signedClaims(context, request) !== null;
  const isSlow = canResend && problem.code === 'unavailable';
  const words = isSlow
    ? { ...WORDS.unavailable, text: 'web.notices.slow' as const }
    : wordsOf(problem, request);
  const { title, text } = { ...MALFORMED, ...words };
  const againAt = now + Number(headers['Retry-After'] ?? 0) * 1000;
  return messagePage(locale, {
    status,
    headers,
    heading: locale.t(title),
    paragraphs: [locale.t(text, { time: locale.time.clock(againAt) })],
    kept: isLost && !canResend ? wordsIn(request.form) : null,
    resend: canResend ? resendOf(request) : null,
  });
}

/** A complaint is missing only where its code was looked up; anything else that is missing is a page. */
function wordsOf({ code }: Problem, { params }: PageRequest): Words | undefined {
  return code === 'not_found' && params.code !== undefined ? UNKNOWN : WORDS[code];
}

function stalePage(
  locale: Locale,
  { error: { words }, request }: { error: StaleLink; request: PageRequest },
): PageResponse {
  const { t } = locale;
  // Staff can reach the case another way; anybody else with a link cannot.
  const isForStaff = request.path.startsWith('/act/');
  return messagePage(locale, {
    status: 404,
    headers: {},
    heading: t(STALE.title),
    paragraphs: [t(STALE.text), t('web.problems.linkStaleNext')],
    kept: words === '' ? null : words,
    ...(isForStaff
      ? { onward: { url: signInUrl(caseAskedFor(request)), label: t('web.problems.signIn') } }
      : {}),
  });
}

/** Does not say whether the case exists or who may see it: that is checked after signing in. */
function caseAskedFor({ params }: PageRequest): string {
  const code = parseTrackingCode(params.code ?? '');
  return code === null ? '/desk' : caseUrl(code);
}

/** The same form again, so that the reader need not retype what could not be accepted. */
function resendOf({ path, query, form }: PageRequest) {
  const fields = [...form].map(([name, value]) => ({ name, value }));
  return { action: `${path}?t=${encodeURIComponent(query.t ?? '')}`, fields };
}
