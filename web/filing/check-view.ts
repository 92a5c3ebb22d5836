import { placeComplaint } from '../../api/complaints/place-complaint';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { Category, CityPack } from '../../city/city-pack';
import type { RunningOutage } from '../../database/readers/running-outages';
import { hoursAfter, MS_PER_HOUR } from '../../domain/instant';
import { uploadedPhotoViews } from '../photo-field/uploaded-photo-views';
import { placeOf } from './draft-body';
import { formOf } from '../forms/field-values';
import { elsewhereView } from '../services/elsewhere-view';
import { likelyEmail } from '../forms/likely-email';
import type { DraftRequest } from './draft-request';
import { personalDataIn } from './personal-data';
import { stepsView } from './steps-view';
import { draftPhotoUrls } from './upload-draft-photo';

/** What the sender sees when pressing the button: the draft, and the promise with its agency, hours and outage. */
export function seenAs(
  draft: Pick<DraftRecord, 'id' | 'revision' | 'category'>,
  { city, outage }: { city: CityPack; outage: Pick<RunningOutage, 'id'> | null },
): string {
  return `${draftAs(draft)}${seenPromise(categoryOf(draft, city), outage)}`;
}

/** The second part of `seenAs`: what is promised, and by whom. */
export function seenPromise(
  { agency, targetHours }: Pick<Category, 'agency' | 'targetHours'>,
  outage: Pick<RunningOutage, 'id'> | null,
): string {
  return `${agency}.${targetHours}.${outage?.id ?? ''}`;
}

/** The first part of `seenAs`: only the draft. */
export function draftAs({ id, revision }: Pick<DraftRecord, 'id' | 'revision'>): string {
  return `${id}.${revision}.`;
}

function categoryOf({ category: code }: Pick<DraftRecord, 'category'>, { categories }: CityPack): Category {
  const category = categories.find((each) => each.code === code);
  if (!category) throw new RangeError('a draft was let through that has no category');
  return category;
}

/** @param draft a complete one */
export function checkView(
  { draft, outage }: { draft: DraftRecord; outage: RunningOutage | null },
  { context: { city }, locale }: Pick<DraftRequest, 'context' | 'locale'>,
) {
  const { t, names } = locale;
  const category = categoryOf(draft, city);
  const text = (draft.description ?? '').trim();
  return {
    steps: stepsView('check', locale),
    seen: seenAs(draft, { city, outage }),
    kind: names.category(category.code),
    text,
    elsewhere: elsewhereView(text, { city, locale })?.found ?? null,
    hints: personalDataIn(text).map((kind) => t(`filing.hints.${kind}`)),
    photos: uploadedPhotoViews(draft.photos, { locale, urlsOf: draftPhotoUrls }),
    photoCount: photoCount(draft.photos.length, locale),
    place: placeWords(draft, { city, locale }),
    contact: contactWords(draft, locale),
    meant: meantContact(draft, { city, locale }),
    shown: shownWords(draft, locale),
    agency: names.agency(category.agency),
    promise: promiseWords(category, { outage, locale }),
    outage: outage && outageWords(category, { outage, locale }),
  };
}

type PageLocale = DraftRequest['locale'];

/** Why the hours start later than usual. */
export function outageWords(
  { agency }: Category,
  { outage, locale: { t, names, time } }: { outage: RunningOutage; locale: PageLocale },
): string {
  return t('filing.check.outage', { agency: names.agency(agency), time: time.long(outage.until) });
}

/** Hours from sending or, if they start later, the deadline itself. */
export function promiseWords(
  { targetHours }: Category,
  { outage, locale: { t, time } }: { outage: RunningOutage | null; locale: PageLocale },
): string {
  if (outage) return t('filing.check.promiseBy', { time: time.long(hoursAfter(outage.until, targetHours)) });
  return t('filing.check.promiseHours', { hours: time.hours(targetHours * MS_PER_HOUR) });
}

function photoCount(count: number, { t, time }: PageLocale): string {
  if (count === 0) return t('filing.check.noPhoto');
  return count === 1
    ? t('filing.check.onePhoto')
    : t('filing.check.photoCount', { count: time.number(count) });
}

function placeWords(
  draft: DraftRecord,
  { city, locale }: { city: DraftRequest['context']['city']; locale: PageLocale },
): string {
  const { location } = placeOf(draft);
  const { district, village, address, approximate } = placeComplaint(city, location);
  const words = [
    locale.names.village(village),
    locale.names.district(district),
    ...(approximate ? [] : [locale.t('filing.check.marked')]),
    ...(address === null ? [] : [address]),
  ];
  return words.filter((word) => word !== null).join(', ');
}

function contactWords({ name, email, phone }: DraftRecord, { t }: PageLocale): string[] {
  const words = [name, email, phone].filter((word) => word !== null);
  return words.length > 0 ? words : [t('filing.check.noContact')];
}

/** The step about the sender once more, with the address that was probably meant. */
function meantContact(
  { name, email, phone, anonymous, confidential }: DraftRecord,
  { city, locale: { t } }: { city: CityPack; locale: PageLocale },
) {
  const meant = email && likelyEmail(email, city.filing.mailDomains);
  if (!meant) return null;
  return {
    question: t('web.my.meant', { email: meant }),
    fields: [...formOf({ name, email: meant, phone, anonymous, confidential })].map(([field, value]) => ({
      name: field,
      value,
    })),
  };
}

function shownWords({ anonymous, confidential }: DraftRecord, { t }: PageLocale): string {
  if (!anonymous && !confidential) return t('filing.check.openToAll');
  return [
    ...(anonymous ? [t('filing.check.anonymous')] : []),
    ...(confidential ? [t('filing.check.confidential')] : []),
  ].join(', ');
}
