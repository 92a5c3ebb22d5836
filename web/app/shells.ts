import { createHash } from 'node:crypto';
import type { Language } from '../../city/city-pack';
import { contentPolicy } from '../http/content-policy';
import { renderHtml } from '../http/send-html';
import type { PagesContext } from '../pages-context';
import { formPage, minePage, offlinePage } from './device-pages';

export const SHELLS = {
  form: { path: '/file', page: formPage },
  mine: { path: '/my', page: minePage },
  /** In place of every other page that cannot be reached. */
  offline: { path: '/', page: offlinePage },
} as const;

export type ShellName = keyof typeof SHELLS;

export function shellAddress(language: Language, name: ShellName): string {
  return `/app/${language}/${name}`;
}

/** A page as a device keeps it: the same for everybody, whoever is signed in. */
export function renderShell(context: PagesContext, language: Language, name: ShellName): string {
  const { path, page } = SHELLS[name];
  return renderHtml(context, {
    page: page(context, context.locales(language)),
    pageRequest: { path, query: {} },
    ...{ session: null, isSecret: false, isPost: false },
  });
}

/** Changes with all that a device keeps of it. A kept response keeps its headers, too. */
export function shellRevision(context: PagesContext, language: Language, name: ShellName): string {
  const kept = renderShell(context, language, name) + contentPolicy(context);
  return createHash('sha256').update(kept).digest('hex').slice(0, 16);
}
