import { objectionByOnceTold } from '../../domain/promise';
import { cleanText } from '../../domain/clean-text';
import type { ShownComplaint } from '../complaint/shown-complaint';
import type { FormName } from '../forms/act-fields';
import type { ActFormView } from '../forms/act-form-view';
import type { Locale } from '../../locale/locale';

export interface Question {
  heading: string;
  /** The officer's question; empty for the other questions. */
  asked: string;
  lead: string | null;
  main: ActFormView | null;
  others: ActFormView[];
  rating: RatingView | null;
}

/** The one thing that the page asks now: an answer, whether it is fixed, or how it went. */
export function questionOf(
  { shown, locale }: { shown: ShownComplaint; locale: Locale },
  forms: ReadonlyMap<FormName, ActFormView>,
): Question | null {
  const { t, time } = locale;
  const [confirm, reopen] = [forms.get('confirm'), forms.get('reopen')];
  const [answer, rating] = [forms.get('answer'), forms.get('rating')];
  const nothing = { asked: '', lead: null, main: null, others: [], rating: null };
  if (answer) {
    const { question } = shown.view;
    const asked = cleanText(question?.text ?? '');
    const lead = question ? t('web.my.askedAt', { time: time.long(Date.parse(question.askedAt)) }) : null;
    return { ...nothing, heading: t('web.my.asked'), asked, lead, main: answer };
  }
  if (rating) return { ...nothing, heading: t('web.my.rate'), rating: ratingView(rating) };
  const answerBy = objectionByOnceTold(shown.case, shown.now);
  if (!reopen || answerBy === null) return null;
  return {
    ...nothing,
    heading: t(shown.complaint.status === 'rejected' ? 'web.my.questionRejected' : 'web.my.question'),
    lead: t('web.my.answerBy', { time: time.long(answerBy) }),
    main: confirm ?? null,
    others: [reopen],
  };
}

type RatingView = ReturnType<typeof ratingView>;

/** The template draws the numbers as a row, with words at its ends. */
function ratingView(form: ActFormView) {
  const [stars, text] = form.fields;
  if (!stars || !text) throw new RangeError('a rating has stars and a text');
  const options = stars.choice?.options ?? [];
  const [least, most] = [options.at(0)?.label ?? '', options.at(-1)?.label ?? ''];
  return { ...form, stars: { ...stars, options, least, most }, text };
}
