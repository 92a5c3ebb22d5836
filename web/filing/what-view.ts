import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { DraftContent, DraftPhoto } from '../../database/stores/draft-record';
import { MS_PER_HOUR } from '../../domain/instant';
import { draftPhotoViews } from './draft-photo-views';
import { faultView, type Fault } from './fault';
import type { FilingVisit } from './filing-visit';
import { personalDataIn } from './personal-data';
import { rankCategories } from './rank-categories';
import { spokenWords } from './spoken-words';
import { stepsView } from './steps-view';

interface Shown {
  typed: Pick<DraftContent, 'description' | 'category'>;
  photos: readonly DraftPhoto[];
  faults: readonly Fault[];
}

export function whatView(
  { typed, photos, faults }: Shown,
  { site: { city }, speech }: Pick<FilingVisit, 'site' | 'speech'>,
) {
  const { say, names, time } = speech;
  const text = typed.description ?? '';
  const { summary, at } = faultView(faults, speech);
  return {
    steps: stepsView('what', speech),
    summary,
    text,
    textError: at('description'),
    hints: personalDataIn(text).map((kind) => say(`filing.hints.${kind}`)),
    photosErrors: faults.filter(({ field }) => field === 'photos').map(({ error }) => error),
    photos: draftPhotoViews(photos, speech),
    newPhoto: say('filing.what.newPhoto'),
    removeNewPhoto: say('filing.what.removeNewPhoto'),
    most: String(PHOTOS_AT_MOST),
    uploading: say('filing.what.uploading', { n: '{n}', total: '{total}' }),
    failed: say('filing.what.failed', { name: '{name}' }),
    tooMany: say('filing.errors.photosTooMany', { max: time.number(PHOTOS_AT_MOST), count: '{n}' }),
    categoryError: at('category'),
    categories: rankCategories(city, text).map(({ code, keywords, targetHours }) => ({
      code,
      name: names.category(code),
      hours: say('filing.what.hours', { hours: time.hours(targetHours * MS_PER_HOUR) }),
      words: keywords.map(spokenWords).join(','),
      isChosen: code === typed.category,
    })),
  };
}
