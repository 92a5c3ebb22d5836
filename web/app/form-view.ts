import { MS_PER_HOUR } from '../../domain/instant';
import type { Locale } from '../../locale/locale';
import type { MessageKey } from '../../locale/translator';
import { seenPromise } from '../filing/check-view';
import { stepsView } from '../filing/steps-view';
import { whatView } from '../filing/what-view';
import { whereView } from '../filing/where-view';
import { youView } from '../filing/you-view';
import type { PagesContext } from '../pages-context';
import { offerForAll } from './push-offer';

const NOTHING = { errors: [] };
const NOWHERE = { latitude: null, longitude: null, district: null, landmark: null };
const NOBODY = { name: null, email: null, phone: null, anonymous: false, confidential: false };

/** What the script says, by the name under which it asks. */
const SAYS = {
  textMissing: 'filing.errors.textMissing',
  textShort: 'filing.errors.textShort',
  categoryMissing: 'filing.errors.categoryMissing',
  placeMissing: 'filing.errors.placeMissing',
  email: 'web.errors.email',
  noPhoto: 'filing.check.noPhoto',
  onePhoto: 'filing.check.onePhoto',
  marked: 'filing.check.marked',
  noContact: 'filing.check.noContact',
  openToAll: 'filing.check.openToAll',
  anonymous: 'filing.check.anonymous',
  confidential: 'filing.check.confidential',
  identityNumber: 'filing.hints.identityNumber',
  phone: 'filing.hints.phone',
  emailHint: 'filing.hints.email',
  photoUnread: 'filing.errors.photoUnread',
  full: 'app.form.full',
} as const satisfies Record<string, MessageKey>;

/** The views of the form's pages with nothing filled in, and what the script needs to know without a network. */
export function formView(context: PagesContext, locale: Locale) {
  const { city } = context;
  const { t } = locale;
  const what = whatView(
    { typed: { description: null, category: null }, photos: [], ...NOTHING },
    { context, locale },
  );
  const where = whereView({ typed: NOWHERE, photoPoint: null, ...NOTHING }, { context, locale });
  return {
    ...what,
    photoField: { ...what.photoField, inPage: true },
    where,
    ...youView({ typed: NOBODY, ...NOTHING }, { city, locale }),
    stepsOf: {
      what: stepsView('what', locale),
      where: stepsView('where', locale),
      you: stepsView('you', locale),
      check: stepsView('check', locale),
    },
    push: offerForAll(context, locale),
    facts: JSON.stringify({
      categories: categoryFacts(context, locale),
      danger: dangerOf(context),
      mailDomains: city.filing.mailDomains,
      says: says(),
    }),
  };

  function says() {
    return {
      ...Object.fromEntries(Object.entries(SAYS).map(([name, key]) => [name, t(key)])),
      meant: t('web.my.meant', { email: '{email}' }),
      saved: t('app.form.saved', { time: '{time}' }),
      tooLong: t('web.errors.tooLong', { max: '{max}', count: '{count}' }),
      photoCount: t('filing.check.photoCount', { count: '{count}' }),
    };
  }
}

function dangerOf({ city: { filing } }: PagesContext) {
  return { dangerWords: filing.dangerWords, dangerContext: filing.dangerContext };
}

function categoryFacts({ city }: PagesContext, { names, t, time }: Locale) {
  return Object.fromEntries(
    city.categories.map(({ code, agency, targetHours }) => [
      code,
      {
        name: names.category(code),
        agency: names.agency(agency),
        promise: t('app.form.promise', { hours: time.hours(targetHours * MS_PER_HOUR) }),
        seen: seenPromise({ agency, targetHours }, null),
      },
    ]),
  );
}
