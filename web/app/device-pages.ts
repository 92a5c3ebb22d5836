import { htmlPage } from '../html-page';
import { messagePage } from '../message-page';
import type { Locale } from '../../locale/locale';
import type { PageResponse } from '../page-response';
import type { PagesContext } from '../pages-context';
import { PLACE_ASSETS } from '../filing/where-page';
import { lostLinksForm } from '../mine/lost-links-page';
import { formView } from './form-view';
import { mineFacts } from './mine-facts';
import { offerForAll } from './push-offer';

type HtmlPage = Extract<PageResponse, { kind: 'page' }>;

/** Styles and scripts of a page, by asset name. */
export const FORM_ASSETS = {
  styles: [...[...PLACE_ASSETS.styles, 'photos/photo-field.css', 'filing.css'], 'app/lists.css'],
  scripts: [...PLACE_ASSETS.scripts, 'app/form.js'],
} as const;
export const MINE_ASSETS = { styles: ['filing.css', 'app/lists.css'], scripts: ['app/mine.js'] } as const;

/**
 * The form as one document: every step is on the page and the draft on the device, so it works without a network and
 * sends nothing before "send" is pressed. A browser without script gets the form of one page for each step.
 */
export function formPage(context: PagesContext, locale: Locale): HtmlPage {
  return htmlPage({
    template: 'app/form',
    title: locale.t('app.form.title'),
    view: formView(context, locale),
    ...FORM_ASSETS,
    locale,
    withoutScript: '/file/what',
  });
}

/** The complaints of this device: those that wait, and the numbers of those that arrived. */
export function minePage(context: PagesContext, locale: Locale): HtmlPage {
  return htmlPage({
    template: 'app/mine',
    title: locale.t('app.mine.title'),
    view: {
      lostLinks: lostLinksForm(context, locale),
      facts: JSON.stringify(mineFacts(context, locale)),
      push: offerForAll(context, locale),
    },
    ...MINE_ASSETS,
    locale,
  });
}

/** Says that there is no network, and what can be done without one. */
export function offlinePage(_context: PagesContext, locale: Locale): HtmlPage {
  const { t } = locale;
  return messagePage(locale, {
    heading: t('app.offline.title'),
    paragraphs: [t('app.offline.why'), t('app.offline.what')],
    onward: { url: '/file', label: t('app.form.title') },
  });
}
