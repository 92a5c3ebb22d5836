import type { CityPack } from '../city/city-pack';
import type { PushChannelDeps } from '../delivery/push-channel';
import type { Translator } from '../locale/translator';
import { languageOf } from '../mail/mail-context';

interface PushTextsDeps {
  city: CityPack;
  translator: Pick<Translator, 'in'>;
}

/** The words of a push, in the language of the phone if the city still has it. */
export function createPushTexts({ city, translator }: PushTextsDeps): PushChannelDeps['textFor'] {
  return ({ language, trackingCode }) => {
    const t = translator.in(languageOf(city, language));
    return { title: t('push.news.title', { code: trackingCode }), body: t('push.news.body') };
  };
}
