import type { Language } from '../../city/city-pack';
import type { MailDeps } from '../mail-context';
import type { MailBody, MailView } from '../mail-view';

type Words = Pick<MailBody, 'subject' | 'lead'> & Partial<MailBody> & Pick<MailView, 'greeting'>;

/** A mail about no complaint, in the usual frame: `words`, and empty for what they leave out. */
export function occasionalView(
  { city, translator }: MailDeps,
  { language, ...words }: Words & Partial<Pick<MailView, 'sections' | 'tables'>> & { language: Language },
): MailView {
  const t = translator.in(language);
  return {
    quotes: [],
    photos: [],
    facts: [],
    history: [],
    button: null,
    links: [],
    notes: [],
    sections: [],
    tables: [],
    ...words,
    language,
    city: city.name,
    trackingCode: null,
    chip: null,
    lateSending: null,
    historyTitle: t('mail.frame.history'),
    closing: t('mail.frame.closing', { city: city.name }),
    automatic: t('mail.frame.automatic'),
    stop: null,
  };
}
