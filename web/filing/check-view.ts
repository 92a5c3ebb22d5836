import { placeComplaint } from '../../api/complaints/place-complaint';
import type { DraftRecord } from '../../database/stores/draft-record';
import type { Category, CityPack } from '../../city/city-pack';
import type { RunningOutage } from '../../database/readers/running-outages';
import { hoursAfter, MS_PER_HOUR } from '../../domain/instant';
import { uploadedPhotoViews } from '../photo-field/uploaded-photo-views';
import { placeOf } from './draft-body';
import type { FilingVisit } from './filing-visit';
import { maskEmail } from './mask-email';
import { personalDataIn } from './personal-data';
import { stepsView } from './steps-view';
import { draftPhotoUrls } from './upload-draft-photo';

/** What its sender has seen when they press the button: the draft, and the promise: whose, in how many hours, after which outage. */
export function seenAs(
  draft: Pick<DraftRecord, 'id' | 'revision' | 'category'>,
  { city, outage }: { city: CityPack; outage: Pick<RunningOutage, 'id'> | null },
): string {
  const { agency, targetHours } = categoryOf(draft, city);
  return `${draftAs(draft)}${agency}.${targetHours}.${outage?.id ?? ''}`;
}

/** What that begins with: the draft alone. */
export function draftAs({ id, revision }: Pick<DraftRecord, 'id' | 'revision'>): string {
  return `${id}.${revision}.`;
}

function categoryOf({ category: code }: Pick<DraftRecord, 'category'>, { categories }: CityPack): Category {
  const category = categories.find((each) => each.code === code);
  if (!category) throw new RangeError('a draft was let through that has no category');
  return category;
}

/** @param draft one that nothing is missing of */
export function checkView(
  { draft, outage }: { draft: DraftRecord; outage: RunningOutage | null },
  { site: { city }, speech }: Pick<FilingVisit, 'site' | 'speech'>,
) {
  const { say, names, time } = speech;
  const category = categoryOf(draft, city);
  const text = (draft.description ?? '').trim();
  return {
    steps: stepsView('check', speech),
    seen: seenAs(draft, { city, outage }),
    kind: names.category(category.code),
    text,
    hints: personalDataIn(text).map((kind) => say(`filing.hints.${kind}`)),
    photos: uploadedPhotoViews(draft.photos, { speech, urlsOf: draftPhotoUrls }),
    photoCount: photoCount(draft.photos.length, speech),
    place: placeWords(draft, { city, speech }),
    contact: contactWords(draft, speech),
    shown: shownWords(draft, speech),
    agency: names.agency(category.agency),
    promise: promiseWords(category, { outage, speech }),
    outage:
      outage &&
      say('filing.check.outage', {
        agency: names.agency(category.agency),
        time: time.long(outage.until),
      }),
  };
}

type Speech = FilingVisit['speech'];

/** Hours from its sending, or, where they begin later, the instant itself. */
function promiseWords(
  { targetHours }: Category,
  { outage, speech: { say, time } }: { outage: RunningOutage | null; speech: Speech },
): string {
  if (outage)
    return say('filing.check.promiseBy', { time: time.long(hoursAfter(outage.until, targetHours)) });
  return say('filing.check.promiseHours', { hours: time.hours(targetHours * MS_PER_HOUR) });
}

function photoCount(count: number, { say, time }: Speech): string {
  if (count === 0) return say('filing.check.noPhoto');
  return count === 1
    ? say('filing.check.onePhoto')
    : say('filing.check.photoCount', { count: time.number(count) });
}

function placeWords(
  draft: DraftRecord,
  { city, speech }: { city: FilingVisit['site']['city']; speech: Speech },
): string {
  const { location } = placeOf(draft);
  const { district, address, approximate } = placeComplaint(city, location);
  const words = [
    speech.names.district(district),
    ...(approximate ? [] : [speech.say('filing.check.marked')]),
    ...(address === null ? [] : [address]),
  ];
  return words.join(', ');
}

function contactWords({ name, email, phone }: DraftRecord, { say }: Speech): string[] {
  const words = [name, email === null ? null : maskEmail(email), phone].filter((word) => word !== null);
  return words.length > 0 ? words : [say('filing.check.noContact')];
}

function shownWords({ anonymous, confidential }: DraftRecord, { say }: Speech): string {
  if (!anonymous && !confidential) return say('filing.check.openToAll');
  return [
    ...(anonymous ? [say('filing.check.anonymous')] : []),
    ...(confidential ? [say('filing.check.confidential')] : []),
  ].join(', ');
}
