import type { PageOptions } from '../http/serve-page';
import type { PageRoute } from '../page-route';
import { SHARE_PATH } from '../app/manifest';
import { checkPage, sendComplaint } from './check-page';
import { dangerPage, sendNoDanger } from './danger-page';
import { promiseToday } from './promise-today';
import { sendFromDevice } from './send-from-device';
import { sentPage } from './sent-page';
import { readPhotoForm } from './read-photo-form';
import { stepGet, stepPost } from './serve-step';
import { showPhoto } from './show-photo';
import { sendNoneSimilar, similarPage } from './similar-page';
import { uploadDraftPhoto } from './upload-draft-photo';
import { takeTurn, waitPage } from './wait-page';
import { removePhoto, sendWhat, takeShare, whatPage } from './what-page';
import { sendWhere, wherePage } from './where-page';
import { sendYou, youPage } from './you-page';

/** These pages show data of their visitor only, so no cache and no search engine may keep them. */
const OPTIONS: PageOptions = { isSecret: true };

const WITH_PHOTOS: PageOptions = { ...OPTIONS, read: readPhotoForm };

const toFirstStep: PageRoute['get'] = async () => ({ kind: 'redirect', to: '/file/what' });

/** The form for filing complaints, one page for each step; it works without script. */
export const filingRoutes: readonly PageRoute[] = [
  { path: '/file/what', get: stepGet(whatPage), post: stepPost(sendWhat), options: WITH_PHOTOS },
  { path: '/file/danger', get: stepGet(dangerPage), post: stepPost(sendNoDanger), options: OPTIONS },
  { path: '/file/where', get: stepGet(wherePage), post: stepPost(sendWhere), options: OPTIONS },
  { path: '/file/similar', get: stepGet(similarPage), post: stepPost(sendNoneSimilar), options: OPTIONS },
  { path: '/file/you', get: stepGet(youPage), post: stepPost(sendYou), options: OPTIONS },
  { path: '/file/check', get: stepGet(checkPage), post: stepPost(sendComplaint), options: OPTIONS },
  { path: '/file/wait', get: stepGet(waitPage), post: stepPost(takeTurn), options: OPTIONS },
  { path: '/file/sent', get: stepGet(sentPage), options: OPTIONS },
  { path: '/file/promise', get: promiseToday, options: OPTIONS },
  { path: SHARE_PATH, get: toFirstStep, post: stepPost(takeShare), options: WITH_PHOTOS },
  { path: '/file/send', post: sendFromDevice, options: WITH_PHOTOS },
  { path: '/file/photos', post: stepPost(uploadDraftPhoto), options: OPTIONS },
  { path: '/file/photos/:photo', get: stepGet(showPhoto), options: OPTIONS },
  { path: '/file/photos/:photo/remove', get: toFirstStep, post: stepPost(removePhoto), options: WITH_PHOTOS },
];
