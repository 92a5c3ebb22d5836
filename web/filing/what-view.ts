import { PHOTOS_AT_MOST } from '../../api/http/read-multipart';
import type { DraftPhoto } from '../../database/stores/draft-record';
import { MS_PER_HOUR } from '../../domain/instant';
import { photoField } from '../photo-field/photo-field';
import { uploadedPhotoViews } from '../photo-field/uploaded-photo-views';
import { errorAt, errorSummary, type FieldError } from '../forms/field-errors';
import { elsewhereView } from '../services/elsewhere-view';
import { fieldView } from '../forms/field-view';
import { formOf } from '../forms/field-values';
import type { TypedWhat } from './draft-body';
import type { DraftRequest } from './draft-request';
import { personalDataIn } from './personal-data';
import { rankCategories } from './rank-categories';
import { plainWords } from './phrases';
import { DESCRIPTION } from './step-fields';
import { stepsView } from './steps-view';
import { draftPhotoUrls } from './upload-draft-photo';

interface Shown {
  typed: TypedWhat;
  photos: readonly DraftPhoto[];
  errors: readonly FieldError[];
}

export function whatView(
  { typed, photos, errors }: Shown,
  { context: { city }, locale }: Pick<DraftRequest, 'context' | 'locale'>,
) {
  const { t, names, time } = locale;
  const text = typed.description ?? '';
  return {
    steps: stepsView('what', locale),
    summary: errorSummary(errors, locale),
    description: fieldView(DESCRIPTION, { form: formOf({ description: text }), errors }, { city, locale }),
    elsewhere: elsewhereView(text, { city, locale }),
    hints: personalDataIn(text).map((kind) => t(`filing.hints.${kind}`)),
    photoField: photoField(
      {
        ...{ id: 'photos', input: 'photos-input', upload: '/file/photos', uploads: '', inPage: false },
        mayWait: errors.some(({ mayWait }) => mayWait),
        label: t('filing.what.photos'),
        hint: t('filing.what.photosHint', { max: time.number(PHOTOS_AT_MOST) }),
        errors: errors.filter(({ field }) => field === 'photos').map(({ error }) => error),
        photos: uploadedPhotoViews(photos, { locale, urlsOf: draftPhotoUrls }),
      },
      locale,
    ),
    categoryError: errorAt(errors, 'category'),
    categories: rankCategories(city, text).map(({ code, keywords, targetHours }) => ({
      code,
      name: names.category(code),
      hours: t('filing.what.hours', { hours: time.hours(targetHours * MS_PER_HOUR) }),
      words: keywords.map(plainWords).join(','),
      isChosen: code === typed.category,
    })),
  };
}
