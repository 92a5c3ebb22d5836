import type * as Idb from 'idb';

/** What the form asks for beside photos; all of it but contact is kept as it is typed. */
export type Fields = Partial<Record<string, string>>;

export interface KeptPhoto {
  id: string;
  /** `draft`, or the key of the entry that it waits with. */
  of: string;
  name: string;
  blob: Blob;
  capture: object;
}

export interface FieldError {
  field: string;
  error: string;
}

/** A complaint whose writer pressed "send". What it says does not change any more. */
export interface Entry {
  key: string;
  secret: string;
  fields: Fields;
  /** Gone as soon as the complaint is answered, refused or discarded. */
  contact: Fields;
  language: string;
  seen: string;
  /** In words, for the list. */
  kind: string;
  pressedAt: number;
  /** When its writer last said that it should still be sent. */
  wantedAt: number;
  attempts: number;
  /** Why it was refused; null while it waits. */
  errors: FieldError[] | null;
}

/** What the service answers; see `web/filing/sent-answer.ts`. */
export interface Sent {
  code: string;
  my: string;
  kind: string;
  holder: string;
  by: string;
  address: 'none' | 'confirmed' | 'mailed' | 'withheld' | 'undeliverable';
  notice: string | null;
}

/** A complaint of this device; what is not `Sent` came later. */
export interface Mine extends Sent {
  filedAt: number;
  last?: LastSeen;
  isDead?: boolean;
  /** Whether this phone is to be told of its news; as for all complaints of this phone when left out. */
  push?: 'on' | 'off';
  /** The address at the push service under which SiKesal tells it. */
  pushedTo?: string;
  /** Why SiKesal does not: its link is void, or there are too many phones. */
  pushRefused?: 'dead' | 'tooMany';
}

/** What the service said of a complaint when it was last asked. */
export interface LastSeen {
  status: string;
  agency: string;
  resolveBy: string | null;
  /** When that was, by this device's clock. */
  at: number;
}

/** What became of a complaint that waited. */
export type Result = { kind: 'sent'; code: string } | { kind: 'refused'; code: null };

export type EntryState = 'waiting' | 'ask' | 'refused' | 'expired';

export type Outcome =
  | { kind: 'answered'; sent: Sent }
  | { kind: 'refused'; errors: FieldError[] }
  | { kind: 'challenged'; challenge: Challenge }
  | { kind: 'later'; afterMs: number };

export interface Challenge {
  token: string;
  puzzles: number;
  zeroBits: number;
}

/** The browser's own offer to install the app, `BeforeInstallPromptEvent`. */
export interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

/** Photo, queue and number are kept together or not at all: each of these is one transaction. */
export interface Store {
  readDraft(): Promise<{ fields: Fields; photos: KeptPhoto[] }>;
  saveDraft(fields: Fields): Promise<void>;
  addPhoto(photo: Omit<KeptPhoto, 'of'>): Promise<void>;
  removePhoto(id: string): Promise<void>;
  /** Adds to the draft's text, and keeps photos for the form to take (`photosOf('shared')`). */
  share(shared: { text: string; photos: File[] }): Promise<void>;
  /** Null when there is no draft any more: another tab has pressed "send". */
  enqueue(pressed: Pick<Entry, 'contact' | 'language' | 'seen' | 'kind'>): Promise<Entry | null>;
  entries(): Promise<Entry[]>;
  photosOf(key: string): Promise<KeptPhoto[]>;
  changeEntry(key: string, change: Partial<Entry>): Promise<void>;
  answer(key: string, sent: Sent): Promise<void>;
  discard(key: string): Promise<void>;
  /** Makes the entry the draft again, in place of what the draft holds. */
  takeBack(key: string): Promise<void>;
  mine(): Promise<Mine[]>;
  /** Adds a complaint to those of this phone, or renews its link. */
  keepMine(complaint: Mine): Promise<void>;
  changeMine(code: string, change: Partial<Mine>): Promise<void>;
  forgetMine(code: string): Promise<void>;
  setting(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
  empty(): Promise<void>;
}

export interface Queue {
  stateOf(entry: Entry, now: number): EntryState;
  /** Whether it may have arrived although nobody answered. */
  isUncertain(entry: Entry): boolean;
  outcomeOf(answer: { status: number; body: unknown; retryAfter: string | null }): Outcome;
}

/** The part of a service worker's events that the DOM's types lack. */
interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}

/** `soon`: it is wanted, and counts once there is a network. */
export type PushState = 'off' | 'soon' | 'on' | 'dead' | 'tooMany';

/** Here, `code` is null for all complaints of this phone, those to come as well. */
export interface Push {
  /** `install`: only an installed app can be pushed anything. For pages. */
  support(): 'possible' | 'install' | 'impossible';
  /** To be called in the handler of a tap: asks for permission first of all. */
  ask(code: string | null, page: { key: string; worker: string; complaint: Mine | null }): Promise<void>;
  end(code: string | null): Promise<void>;
  /** Makes the push service and SiKesal follow what is wanted; what fails is tried again by the next call. */
  settle(): Promise<void>;
  /** Only where pushes are possible. */
  look(): Promise<{ isDenied: boolean; all: PushState; of: Map<string, PushState> }>;
  /** Before the phone is emptied; waits for no slow network. */
  unsubscribeAll(): Promise<void>;
  onPush(event: Waiting & { data: { json(): unknown } | null }): void;
  onClick(event: Waiting & { notification: Notification }): void;
}

export interface Sikesal {
  store: Store;
  queue: Queue;
  /** Tells its writer, who may not be looking. */
  tellResult?: (result: Result) => Promise<void>;
  /** The address that was probably meant; null if this one looks right. */
  likelyEmail(email: string, domains: readonly string[]): string | null;
  /** Loaded only where it is needed. */
  push?: Push;
  solve(challenge: Challenge, onProgress: (solved: number) => void): Promise<string>;
  /** Sends what waits. @returns milliseconds until it is worth trying again; null when nothing is left to send */
  sendWaiting(): Promise<number | null>;
  /** Tells every open page, this one too. */
  announce(kind: News): void;
  /** Tells every other open page. */
  tellOthers(kind: News): void;
  onNews(hear: (kind: News) => void): void;
  phrases: {
    plainWords(text: string): string;
    countPhrases(text: string, phrases: readonly string[]): number;
  };
  serviceFor<Service extends { keywords: readonly string[] }>(
    text: string,
    among: { services: readonly Service[]; categories: readonly { keywords: readonly string[] }[] },
  ): Service | null;
  danger: { speaksOfDanger(text: string, words: DangerWords): boolean };
  personalDataIn(text: string): string[];
  /** A page from the network, else from this device, else what `instead` has. */
  answerPage(asked: Asked, instead: () => Promise<Response | undefined>): Promise<Response>;
  /** How the worker tells results from now on. */
  tellResults(results: WorkerSettings['results']): void;
  /** In the worker: addresses of the pictures of its notifications. */
  pictures?: WorkerSettings['pictures'];
  startWorker(settings: WorkerSettings): void;
}

/** `draft`: another page changed the draft. */
export type News = 'draft' | 'queue' | 'sending' | 'emptied' | 'push';

export interface DangerWords {
  dangerWords: string[];
  dangerContext?: {
    pairs?: { of: string[]; and: string[]; passing?: boolean }[];
    harmless?: string[];
    past?: string[];
    present?: string[];
  };
}

export interface Asked {
  request: Request;
  event: { waitUntil(work: Promise<unknown>): void };
}

export interface WorkerSettings {
  precache: { url: string; revision: string | null }[];
  languages: string[];
  /** By language; `{code}` stands for the number. */
  results: Record<string, Record<Result['kind'], string>>;
  /** Addresses of the pictures of a notification. */
  pictures: { icon: string; badge: string };
}

declare global {
  interface Window {
    sikesal: Sikesal;
  }
  const idb: typeof Idb;
}
