import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { DraftContent, DraftPhoto } from '../../database/stores/draft-record';
import { MS_PER_HOUR } from '../../domain/instant';
import { photoField } from '../photo-field/photo-field';
import { uploadedPhotoViews } from '../photo-field/uploaded-photo-views';
import { faultView, type Fault } from './fault';
import type { FilingVisit } from './filing-visit';
import { personalDataIn } from './personal-data';
import { rankCategories } from './rank-categories';
import { spokenWords } from './spoken-words';
import { stepsView } from './steps-view';
import { draftPhotoUrls } from './upload-draft-photo';

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
    photoField: photoField(
      {
        ...{ id: 'photos', input: 'photos-input', upload: '/file/photos', uploads: '', inPage: false },
        mayWait: faults.some(({ mayWait }) => mayWait),
        label: say('filing.what.photos'),
        hint: say('filing.what.photosHint', { max: time.number(PHOTOS_AT_MOST) }),
        errors: faults.filter(({ field }) => field === 'photos').map(({ error }) => error),
        photos: uploadedPhotoViews(photos, { speech, urlsOf: draftPhotoUrls }),
      },
      speech,
    ),
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
