import type { z } from 'zod';
import { cutText } from '../../domain/human-text';
import { invalid, type RuleBreach } from './problem';

type Place = (path: readonly PropertyKey[]) => Pick<RuleBreach, 'pointer' | 'parameter'>;

/** @throws Problem `invalid` that names each wrong field and the rule that it breaks */
export function validateBody<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  return validate(schema, value, (path) => ({ pointer: jsonPointer(path) }));
}

/** @throws Problem `invalid` that names each wrong query parameter and the rule that it breaks */
export function validateQuery<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  return validate(schema, value, ([name]) => ({ parameter: String(name) }));
}

/** RFC 6901, as a URI fragment. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return `#${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

function validate<S extends z.ZodType>(schema: S, value: unknown, place: Place): z.output<S> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap((issue) => breachesOf(issue, place)));
}

function breachesOf(issue: z.core.$ZodIssue, place: Place): RuleBreach[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...place([...issue.path, key]),
      rule: 'unknown',
      detail: `“${cutText(key, 60)}” is not known here.`,
    }));
  }
  return [{ ...place(issue.path), rule: ruleOf(issue), detail: `${nameOf(issue.path)}: ${issue.message}.` }];
}

function ruleOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'type';
    case 'too_small':
      return 'minimum';
    case 'too_big':
      return 'maximum';
    case 'invalid_value':
      return issue.input === undefined ? 'required' : 'enum';
    case 'custom':
      return typeof issue.params?.rule === 'string' ? issue.params.rule : 'invalid';
    default:
      return 'format';
  }
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the body' : path.map(String).join('.');
}
