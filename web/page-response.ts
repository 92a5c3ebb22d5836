import type { FileStream } from '../api/http/reply';
import type { LiveStream } from './live/live-stream';
import type { PushStream } from './live/push-stream';
import type { Locale } from './locale';

/** Something to be kept by the visitor's browser, out of reach of scripts and of other sites' forms. */
export interface ResponseCookie {
  name: string;
  /** Null takes it away. */
  value: string | null;
  /** Left out: until the browser is closed. */
  maxAgeMs?: number;
}

/** What a page answers; only `web/http` knows how it gets onto the wire. */
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
      /** Whether a browser without scripts is to load it again by itself; never where something may be half typed. */
      isRefreshed?: boolean;
      /** Own styles and modules beside the common ones, by their names among the assets. */
      styles?: readonly string[];
      scripts?: readonly string[];
      /** Language of the person whom the page is for, if it knows one; what a visitor chose goes before it. */
      locale: Locale;
      /** Whether the address may be given again in the other language; not of errors, which tell nothing of it. */
      keepsAddress: boolean;
    }
  | { kind: 'redirect'; to: string }
  /** For scripts of ours. */
  | { kind: 'json'; status: number; body: object; headers?: Record<string, string> }
  /** The same for everybody; caches keep it and ask before each use. */
  | { kind: 'document'; type: string; text: string }
  | { kind: 'bytes'; type: string; data: Buffer }
  /** To be kept as a file. */
  | { kind: 'file'; file: FileStream }
  /** Server-sent events, for as long as the visitor stays. */
  | { kind: 'live'; stream: LiveStream }
  /** The same, with what the page shows. */
  | { kind: 'push'; stream: PushStream }
  | { kind: 'empty' };
