import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedLanguages, type Language } from '../city/city-pack';
import type about from '../templates/locales/id/about.json';
import type admin from '../templates/locales/id/admin.json';
import type app from '../templates/locales/id/app.json';
import type browse from '../templates/locales/id/browse.json';
import type caseTexts from '../templates/locales/id/case.json';
import type desk from '../templates/locales/id/desk.json';
import type filing from '../templates/locales/id/filing.json';
import type keys from '../templates/locales/id/keys.json';
import type mail from '../templates/locales/id/mail.json';
import type occasions from '../templates/locales/id/occasions.json';
import type open311 from '../templates/locales/id/open311.json';
import type outages from '../templates/locales/id/outages.json';
import type push from '../templates/locales/id/push.json';
import type reports from '../templates/locales/id/reports.json';
import type services from '../templates/locales/id/services.json';
import type signIn from '../templates/locales/id/signIn.json';
import type wall from '../templates/locales/id/wall.json';
import type statistics from '../templates/locales/id/statistics.json';
import type web from '../templates/locales/id/web.json';
import type webhooks from '../templates/locales/id/webhooks.json';
import type words from '../templates/locales/id/words.json';

/** The locale files by name, which is the first part of every key. */
interface Catalogue {
  about: typeof about;
  admin: typeof admin;
  app: typeof app;
  browse: typeof browse;
  case: typeof caseTexts;
  desk: typeof desk;
  filing: typeof filing;
  keys: typeof keys;
  mail: typeof mail;
  occasions: typeof occasions;
  open311: typeof open311;
  outages: typeof outages;
  push: typeof push;
  reports: typeof reports;
  services: typeof services;
  signIn: typeof signIn;
  wall: typeof wall;
  statistics: typeof statistics;
  web: typeof web;
  webhooks: typeof webhooks;
  words: typeof words;
}

type Leaves<Node, Path extends string = ''> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Path}${Key}`
    : Leaves<Node[Key], `${Path}${Key}.`>;
}[keyof Node & string];

/** Path of a text in the locale files: `mail.received.lead`. */
export type MessageKey = Leaves<Catalogue>;
export type MessageParams = Readonly<Record<string, string>>;

/** Returns a text in one language. */
export type Translate = (key: MessageKey, params?: MessageParams) => string;

export interface Translator {
  /** @throws RangeError for a key that the files lack, or a placeholder without a value. */
  translate(language: Language, key: MessageKey, params?: MessageParams): string;
  in(language: Language): Translate;
}

const SUFFIX = '.json';
const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * Reads every file in the folder's `<language>/`, for every shipped language.
 * @throws SyntaxError or a file-system error when one is missing or is not JSON.
 */
export function createTranslator(folder: string): Translator {
  const texts = new Map(shippedLanguages.map((language) => [language, readTexts(folder, language)]));
  const translate: Translator['translate'] = (language, key, params = {}) => {
    const text = texts.get(language)?.get(key);
    if (text === undefined) throw new RangeError(`no text "${key}" in "${language}"`);
    return text.replace(PLACEHOLDER, (_whole, name: string) => {
      const value = params[name];
      if (value === undefined) throw new RangeError(`nothing given for {${name}} of "${key}"`);
      return value;
    });
  };
  return { translate, in: (language) => (key, params) => translate(language, key, params) };
}

function readTexts(folder: string, language: Language): Map<string, string> {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith(SUFFIX));
  return new Map(
    files.flatMap((file) => {
      const tree: unknown = JSON.parse(readFileSync(join(folder, language, file), 'utf8'));
      return leavesOf(tree, [file.slice(0, -SUFFIX.length)]);
    }),
  );
}

function leavesOf(node: unknown, path: string[]): [string, string][] {
  if (typeof node === 'string') return [[path.join('.'), node]];
  if (typeof node !== 'object' || node === null) {
    throw new RangeError(`"${path.join('.')}" of a locale file is not a text`);
  }
  return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...path, key]));
}
