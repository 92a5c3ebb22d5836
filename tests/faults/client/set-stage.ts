import { openDatabase } from '../../../database/connection';
import { drawn } from '../../photos/sample-photos';
import type { Storm } from '../storm';
import type { FaultySystem } from '../system/faulty-system';
import type { CallLog } from './call-log';
import { invitePeople } from './people';
import type { Stage } from './stage';

interface Setting {
  storm: Storm;
  system: FaultySystem;
  log: CallLog;
  giveUpAt: () => number;
}

/** Everybody and everything that scripts need, made before anything goes wrong. */
export async function setStage({ storm, system, log, giveUpAt }: Setting): Promise<Stage> {
  const db = openDatabase({ url: system.databaseUrl, maxConnections: 1 });
  try {
    const people = await invitePeople(db);
    const photo = await drawn(320, 240).jpeg().toBuffer();
    return { url: system.url, log, people, photo, giveUpAt, pauseMs: storm.pauseMs };
  } finally {
    await db.close();
  }
}
