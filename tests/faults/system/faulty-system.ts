import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { MailboxFaults } from '../../../cli/parts/mailbox';
import { findTemporal, startTemporal } from '../../../cli/parts/temporal';
import { prepareDatabase } from '../../../cli/prepare-database';
import { kotaJambi } from '../../city/pack-folders';
import { startTestMailbox } from '../../support/real-parts';
import { environmentOf } from './environment-of';
import { layLinks, through, type Links } from './links';
import { launchMain } from './main-part';
import { ROOT } from './main-paths';
import { createPart, type Death, type Part, type PartName } from './part';
import { makePlaces, type MainName, type Places } from './places';
import { preparePostgres, type PostgresPlace } from './postgres-part';

export type FaultySystem = Awaited<ReturnType<typeof startFaultySystem>>;

/**
 * The whole real system as processes, each of which can be killed, frozen, cut off and started again on its data:
 * PostgreSQL, the Temporal server on a file, api and worker; the mailbox runs in the test's own process.
 */
export async function startFaultySystem() {
  const places = await makePlaces();
  const mail = await openMailbox();
  const postgres = await preparePostgres({
    port: places.ports.postgres,
    logFile: path.join(places.folder, 'postgres.log'),
  });
  const links = await layLinks(places.ports);
  const deaths: Death[] = [];
  const launchers = await launchersOf({ places, postgres, links, mailbox: mail.mailbox });
  const part = (name: PartName | 'spare') =>
    createPart({ name, launch: launchers[name], onDeath: (death) => deaths.push(death) });
  const parts: Record<PartName, Part> = {
    api: part('api'),
    worker: part('worker'),
    temporal: part('temporal'),
    postgres: part('postgres'),
  };
  const spare = part('spare');

  async function stop(): Promise<void> {
    await Promise.all([parts.api, parts.worker, spare].map((main) => main.stop()));
    await Promise.all([parts.temporal.stop(), parts.postgres.stop()]);
    await Promise.all(Object.values(links).map((link) => link.stop()));
    await mail.mailbox.stop();
    await Promise.all([places.folder, postgres.home].map((folder) => rm(folder, { recursive: true })));
  }

  const system = {
    url: `http://127.0.0.1:${places.ports.api}`,
    temporalAddress: `127.0.0.1:${places.ports.temporal}`,
    databaseUrl: postgres.url,
    mailboxUrl: mail.mailbox.httpUrl,
    setMailFaults: mail.setFaults,
    places,
    postgres,
    links,
    parts,
    /** A second worker, which does not run unless it is started. */
    spare,
    /** Deaths that were not inflicted from outside: at kill points, and by failures of their own. */
    deaths,
    stop,
  };
  try {
    await Promise.all([parts.temporal.start(), parts.postgres.start()]);
    await prepareDatabase({ databaseUrl: postgres.url, cityPack: kotaJambi });
    await Promise.all([parts.api.start(), parts.worker.start()]);
    return system;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openMailbox() {
  let faults: MailboxFaults = () => undefined;
  const mailbox = await startTestMailbox({ faults: (mail) => faults(mail) });
  return { mailbox, setFaults: (next: MailboxFaults) => void (faults = next) };
}

interface LaunchInput {
  places: Places;
  postgres: PostgresPlace;
  links: Links;
  mailbox: { smtpUrl: string; httpUrl: string };
}

async function launchersOf({ places, postgres, links, mailbox }: LaunchInput) {
  const { folder, ports, temporalStore } = places;
  const cacheFolder = path.join(ROOT, '.cache');
  const binary = await findTemporal({ env: process.env, cacheFolder, say: () => undefined });
  await mkdir(temporalStore);
  const launch = (main: MainName, readyUrl: string) => () => {
    const cabled = main === 'api' ? 'api' : 'worker';
    const databaseUrl = through(postgres.url, links[`${cabled}-postgres`]);
    const temporalAddress = `127.0.0.1:${links[`${cabled}-temporal`].port}`;
    const env = environmentOf({ places, main, databaseUrl, temporalAddress, mailbox });
    return launchMain({ name: main, env, readyUrl, folder });
  };
  return {
    api: launch('api', `http://127.0.0.1:${ports.api}/readyz`),
    worker: launch('worker', `http://127.0.0.1:${ports.worker}/metrics`),
    spare: launch('spare', `http://127.0.0.1:${ports.spare}/metrics`),
    postgres: postgres.launch,
    temporal: () =>
      startTemporal({
        binary,
        port: ports.temporal,
        headless: true,
        dbFile: path.join(temporalStore, 'temporal.db'),
        logFile: path.join(folder, 'temporal.log'),
      }),
  };
}
