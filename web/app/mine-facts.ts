import { STATUSES } from '../../domain/statuses';
import type { Locale } from '../../locale/locale';
import type { PagesContext } from '../pages-context';

/** The words in which a device shows what the API says of its complaints. */
export function mineFacts({ city }: PagesContext, { names, t }: Locale) {
  return {
    statuses: Object.fromEntries(STATUSES.map((status) => [status, t(`words.status.${status}`)])),
    agencies: Object.fromEntries(
      [...city.agencies, ...city.retired.agencies].map(({ code }) => [code, names.agency(code)]),
    ),
    says: {
      state: t('app.mine.state', { status: '{status}', holder: '{holder}', due: '{due}' }),
      over: t('app.mine.stateOver', { status: '{status}', holder: '{holder}' }),
      asOf: t('app.mine.asOf', { age: '{age}' }),
    },
  };
}
