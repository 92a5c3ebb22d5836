import type { FileStream } from '../api/http/reply';
import type { LiveStream } from './live/live-stream';
import type { PushStream } from './live/push-stream';
import type { Locale } from '../locale/locale';

/** A cookie for the visitor's browser, out of reach of scripts and of other sites' forms. */
export interface ResponseCookie {
  name: string;
  /** Null deletes it. */
  value: string | null;
  /** If left out, it lasts until the browser is closed. */
  maxAgeMs?: number;
}

/** What a page responds; only `web/http` knows how to send it. */
export type PageResponse = { cookies?: readonly ResponseCookie[] } & PageContent;

type PageContent =
  | {
      kind: 'page';
      status: number;
      template: string;
      /** Without the product's name. */
      title: string;
      view: object;
      headers?: Record<string, string>;
      /** Whether a browser without script reloads the page by itself; never where something may be half typed. */
      isRefreshed?: boolean;
      /** Where a browser without script is led instead. */
      withoutScript?: string;
      /** The page's own styles and modules beside the common ones, by asset name. */
      styles?: readonly string[];
      scripts?: readonly string[];
      /** Language of the person whom the page is for, if known; the visitor's own choice takes precedence. */
      locale: Locale;
      /** Whether a link to the other language may repeat the address; not on errors, which reveal nothing. */
      keepsAddress: boolean;
    }
  | { kind: 'redirect'; to: string }
  /** For our own scripts. */
  | { kind: 'json'; status: number; body: object; headers?: Record<string, string> }
  /** The same for everybody; caches may keep it but must revalidate before each use. */
  | { kind: 'document'; type: string; text: string }
  | { kind: 'bytes'; type: string; data: Buffer }
  /** A download. */
  | { kind: 'file'; file: FileStream }
  /** Server-sent events, for as long as the visitor stays. */
  | { kind: 'live'; stream: LiveStream }
  /** Server-sent events with the content of the page. */
  | { kind: 'push'; stream: PushStream }
  | { kind: 'empty' };
