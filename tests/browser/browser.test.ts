import { startStack, type Stack } from '../support/stack';
import { createStackClient, type StackClient } from '../support/stack-client';
import { buildTown, type Town } from '../support/town/build-town';
import { hireTownStaff, type TownStaff } from '../support/town/staff';
import { launchChromium } from './launch-chromium';
import type { Scenery } from './scenery';
import { describeAppOffline } from './suites/app-offline';
import { describeAppPush } from './suites/app-push';
import { describeAtTheDesk } from './suites/at-the-desk';
import { describeAtTheWall } from './suites/at-the-wall';
import { describeChecks } from './suites/checks';
import { describeCrowdedNetwork } from './suites/crowded-network';
import { describeEveryPage } from './suites/every-page';
import { describeFilingOnAPhone } from './suites/filing-on-a-phone';
import { describeMapWithStreets } from './suites/map-with-streets';
import { describeLight } from './suites/light';
import { describeMyComplaints } from './suites/my-complaints';
import { describePhotosFromPhones } from './suites/photos-from-phones';
import { describePhotosOnASlowNetwork } from './suites/photos-on-a-slow-network';
import { describeReadingTheAnswer } from './suites/reading-the-answer';
import { describeWholeStory } from './suites/whole-story';
import { describeWithoutScript } from './suites/without-script';
import type { Browser } from 'playwright-core';

/** One system and one browser for all suites: starting them takes longer than most suites. */
describe('in a real browser', () => {
  let stack: Stack;
  let client: StackClient;
  let browser: Browser;
  const closing: (() => Promise<void>)[] = [];
  let town: Town;
  let staff: TownStaff;

  beforeAll(async () => {
    browser = await launchChromium();
    closing.unshift(() => browser.close());
    stack = await startStack();
    closing.unshift(() => stack.stop());
    client = await createStackClient(stack);
    closing.unshift(() => client.close());
    staff = await hireTownStaff(client.db);
    town = await buildTown({ url: stack.url, client });
  });

  afterAll(async () => {
    for (const close of closing) await close();
  });

  const scenery: Scenery = () => ({ url: stack.url, client, browser, town, staff });
  describeChecks(scenery);
  describeWholeStory(scenery);
  describeFilingOnAPhone(scenery);
  describeAppOffline(scenery);
  describeAppPush(scenery);
  describeMapWithStreets(scenery);
  describePhotosFromPhones(scenery);
  describePhotosOnASlowNetwork(scenery);
  describeCrowdedNetwork(scenery);
  describeLight(scenery);
  describeAtTheDesk(scenery);
  describeAtTheWall(scenery);
  describeReadingTheAnswer(scenery);
  describeMyComplaints(scenery);
  describeWithoutScript(scenery);
  describeEveryPage(scenery);
});
