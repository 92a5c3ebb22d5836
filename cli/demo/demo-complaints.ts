import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CliError } from '../commands/cli-error';
import type { Desk } from './desk';

const story = z.object({
  /** Body of the request, as the API takes it; each run adds its mark to the address. */
  filing: z.looseObject({
    category: z.string(),
    reporter: z.looseObject({ email: z.email() }).optional(),
  }),
  photos: z.int(),
});

const schema = z.object({
  onTime: story.extend({ answer: z.string() }),
  leftAlone: story,
  objected: story.extend({ answer: z.string(), objection: z.string(), secondAnswer: z.string() }),
  extended: story.extend({
    extension: z.object({ hours: z.int(), reason: z.string() }),
    answer: z.string(),
  }),
  merged: story,
  passedAround: story.extend({
    passOnTo: z.tuple([z.string(), z.string(), z.string()]),
    reasons: z.tuple([z.string(), z.string(), z.string()]),
    decideFor: z.string(),
    decision: z.string(),
    answer: z.string(),
  }),
  refused: story.extend({ note: z.string() }),
  takenBack: story,
  confidential: story.extend({ answer: z.string() }),
});

/** Complaints of one city, one for each story. */
export type DemoComplaints = z.output<typeof schema>;
export type DemoComplaint = z.output<typeof story>;

/** Reads the complaints for the running city. @throws CliError when the demo has none for it */
export async function readDemoComplaints(desk: Desk): Promise<DemoComplaints> {
  const { code, name } = await desk.city();
  const file = `complaints.${code}.json`;
  try {
    return schema.parse(JSON.parse(await readFile(join(__dirname, file), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new CliError(`The demo has no complaints for ${name}: write them into cli/demo/${file}.`);
  }
}
