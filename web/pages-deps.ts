import type { ApiDeps } from '../api/api-deps';
import type { CaseStore } from '../database/stores/case-store';
import type { ReporterStore } from '../database/stores/reporter-store';

/** What the API is made of, since pages act through it, and what only mailed links do. */
export interface PagesDeps extends Omit<ApiDeps, 'reporters' | 'mount'> {
  cases: Pick<CaseStore, 'load'>;
  reporters: Pick<
    ReporterStore,
    'find' | 'confirmEmail' | 'stopMails' | 'confirmSupporter' | 'stopSupporterMails'
  >;
  /** Holds `pages/` and `locales/`. */
  templatesFolder: string;
  /** Served as it is under `/assets`. */
  assetsFolder: string;
}
