import type { Locale } from '../../locale/locale';
import type { PagesContext } from '../pages-context';

/** Where phones send what is shared with the app. */
export const SHARE_PATH = '/file/share';

const MASTHEAD = '#07383f';
const PAPER = '#f5f7f5';
/** Without a version: at another address, phones ask their owner whether the app may change its icon. */
const PICTURES = '/assets/app';
export const ICONS = `${PICTURES}/icons`;
/** In physical pixels, as `docs/screenshots/shots.ts` takes them. */
const SCREEN = '720x1480';

/** What makes the pages an app that can be installed (W3C Web App Manifest). */
export function manifestOf({ city }: Pick<PagesContext, 'city'>, { t, language }: Locale) {
  return {
    // For good: an app with another id is a second app on the same phone.
    id: '/',
    name: t('app.install.name', { city: city.name }),
    short_name: 'SiKesal',
    description: t('app.install.description'),
    lang: language,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    theme_color: MASTHEAD,
    background_color: PAPER,
    categories: ['government', 'utilities'],
    icons: [...icons('any', ''), ...icons('maskable', 'maskable-')],
    shortcuts: [
      { name: t('app.form.title'), url: '/file', icons: icons('any', '') },
      { name: t('app.mine.title'), url: '/my', icons: icons('any', '') },
    ],
    screenshots: [
      screen('screen-form', t('app.form.title')),
      screen('screen-track', t('app.install.promise')),
    ],
    // Nothing but text and photos: who shares is not asked before the form asks.
    share_target: {
      action: SHARE_PATH,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        text: 'text',
        files: [{ name: 'photos', accept: ['image/jpeg', 'image/png', 'image/webp'] }],
      },
    },
  };
}

function icons(purpose: 'any' | 'maskable', prefix: string) {
  return [192, 512].map((side) => ({
    src: `${ICONS}/${prefix}${side}.png`,
    sizes: `${side}x${side}`,
    type: 'image/png',
    purpose,
  }));
}

function screen(name: string, label: string) {
  return {
    src: `${PICTURES}/screens/${name}.png`,
    sizes: SCREEN,
    type: 'image/png',
    form_factor: 'narrow',
    label,
  };
}
