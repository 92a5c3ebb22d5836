import type { ApiDeps } from '../api/api-deps';
import type { OutageReader } from '../database/readers/outage-reader';
import type { OwnLinksReader } from '../database/readers/own-links-reader';
import type { DeskReader } from '../database/readers/desk-reader';
import type { FeedReader } from '../database/readers/feed-reader';
import type { WallReader } from '../database/readers/wall-reader';
import type { NotificationLogReader } from '../database/readers/notification-log-reader';
import type { EventHub } from '../api/live/event-hub';
import type { CaseReader } from '../database/cases/case-reader';
import type { DraftStore } from '../database/stores/draft-store';
import type { FilingTurns } from '../database/stores/filing-turns';
import type { OccasionalMails } from '../database/stores/occasional-mails';
import type { ReporterStore } from '../database/stores/reporter-store';
import type { SignInStore } from '../database/stores/sign-in-store';
import type { WallSettings } from './command-centre/wall-settings';

export interface MapTiles {
  /** Contains `{z}`, `{x}` and `{y}`. */
  url: string;
  attribution: string;
}

/** The API's dependencies, because pages act through it, and what only pages and mailed links need. */
export interface PagesDeps extends Omit<ApiDeps, 'reporters' | 'mount'> {
  caseReader: CaseReader;
  reporters: Pick<
    ReporterStore,
    | 'find'
    | 'confirmEmail'
    | 'correctEmail'
    | 'wasCorrected'
    | 'stopMails'
    | 'confirmSupporter'
    | 'stopSupporterMails'
  >;
  desk: DeskReader;
  wall: WallReader;
  feed: Pick<FeedReader, 'after' | 'latest'>;
  /** Settings that are left out have the product's defaults. */
  wallSettings?: Partial<WallSettings>;
  notificationLog: NotificationLogReader;
  outages: Pick<OutageReader, 'list' | 'running'>;
  drafts: Omit<DraftStore, 'discardExpired'>;
  turns: FilingTurns;
  signIns: Pick<SignInStore, 'request' | 'requestUnlessNew' | 'find' | 'use'>;
  occasionalMails: Pick<OccasionalMails, 'addOccasional'>;
  ownLinks: Pick<OwnLinksReader, 'newestOf'>;
  /** Announces that something happened to a complaint. */
  live: Pick<EventHub, 'subscribe'>;
  /** Address of a complaint's workflow in the engine's web interface, if pages are to link to it. */
  workflowUrl?: (complaintId: string) => string;
  /** The city's own map tiles, if it has some. */
  mapTiles?: MapTiles;
  /** Path or address of the city's map as a PMTiles file, if it has one. */
  mapFile?: string | undefined;
  /** Whether the service worker is taken back from every device that has it. */
  isOfflineOff?: boolean;
  /** Holds `pages/` and `locales/`. */
  templatesFolder: string;
  /** Styles, scripts and pictures of the pages. */
  assetsFolder: string;
}
