import type { PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { checkPage, sendComplaint } from './check-page';
import { dangerPage, sendNoDanger } from './danger-page';
import { sentPage } from './sent-page';
import { readPhotoForm } from './read-photo-form';
import { looking, sending } from './serve-step';
import { showPhoto } from './show-photo';
import { sendDifferent, similarPage } from './similar-page';
import { sendSupport, supportPage } from './support-page';
import { uploadDraftPhoto } from './upload-draft-photo';
import { takeTurn, waitPage } from './wait-page';
import { removePhoto, sendWhat, whatPage } from './what-page';
import { sendWhere, wherePage } from './where-page';
import { sendYou, youPage } from './you-page';

/** These pages show data of their visitor only, so no cache and no search engine may keep them. */
const OPTIONS: PageOptions = { isSecret: true };

const WITH_PHOTOS: PageOptions = { ...OPTIONS, read: readPhotoForm };

const toFirstStep: PageRoute['get'] = async () => ({ kind: 'redirect', to: '/file/what' });

/** The form for filing complaints, one page for each step; it works without script. */
export const filingRoutes: readonly PageRoute[] = [
  { path: '/file', get: toFirstStep, options: { isSecret: false } },
  { path: '/file/what', get: looking(whatPage), post: sending(sendWhat), options: WITH_PHOTOS },
  { path: '/file/danger', get: looking(dangerPage), post: sending(sendNoDanger), options: OPTIONS },
  { path: '/file/where', get: looking(wherePage), post: sending(sendWhere), options: OPTIONS },
  { path: '/file/similar', get: looking(similarPage), post: sending(sendDifferent), options: OPTIONS },
  { path: '/file/support/:code', get: looking(supportPage), post: sending(sendSupport), options: OPTIONS },
  { path: '/file/you', get: looking(youPage), post: sending(sendYou), options: OPTIONS },
  { path: '/file/check', get: looking(checkPage), post: sending(sendComplaint), options: OPTIONS },
  { path: '/file/wait', get: looking(waitPage), post: sending(takeTurn), options: OPTIONS },
  { path: '/file/sent', get: looking(sentPage), options: OPTIONS },
  { path: '/file/photos', post: sending(uploadDraftPhoto), options: OPTIONS },
  { path: '/file/photos/:photo', get: looking(showPhoto), options: OPTIONS },
  { path: '/file/photos/:photo/remove', get: toFirstStep, post: sending(removePhoto), options: WITH_PHOTOS },
];
