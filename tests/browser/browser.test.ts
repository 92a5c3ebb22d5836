import { startStack, type Stack } from '../support/stack';
import { createStackClient, type StackClient } from '../support/stack-client';
import { buildTown, type Town } from '../support/town/build-town';
import { hireTownStaff, type TownStaff } from '../support/town/staff';
import { launchChromium } from './launch-chromium';
import type { Scenery } from './scenery';
import { describeChecks } from './suites/checks';
import { describeEveryPage } from './suites/every-page';
import type { Browser } from 'playwright-core';

jest.setTimeout(60_000);

/** One system and one browser for all suites: starting them takes longer than most suites. */
describe('in a real browser', () => {
  let stack: Stack;
  let client: StackClient;
  let browser: Browser;
  let town: Town;
  let staff: TownStaff;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    client = await createStackClient(stack);
    staff = await hireTownStaff(client.db);
    town = await buildTown({ url: stack.url, client });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await client.close();
    await stack.stop();
  }, 90_000);

  const scenery: Scenery = () => ({ url: stack.url, client, browser, town, staff });
  describeChecks(scenery);
  describeEveryPage(scenery);
});
