import { recordedDeadlines } from './checker/deadlines-kept';
import { indexEvidence } from './checker/index-evidence';
import type { Evidence } from './evidence/evidence';
import type { StormReport } from './run-storm';

/** What a run found, as text for people. */
export function describeRun({
  seed,
  evidence,
  violations,
  undrained,
  abandoned,
  tookMs,
}: StormReport): string {
  const { calls, faults, complaints, events, mails, deaths } = evidence;
  const attempts = calls.flatMap((call) => call.attempts.map(({ status }) => String(status ?? 'no answer')));
  const hits = faults.filter(({ hit }) => hit);
  return [
    `seed            ${seed}`,
    `took            ${Math.round(tookMs / 1000)} s`,
    `faults          ${hits.length} of ${faults.length} hit: ${hits.map(({ name }) => name).join('; ')}`,
    `missed          ${
      faults
        .filter(({ hit }) => !hit)
        .map(({ name }) => name)
        .join('; ') || 'none'
    }`,
    `calls           ${calls.length}, ${countsOf(calls.map(({ verdict }) => verdict))}`,
    `attempts        ${attempts.length}, ${countsOf(attempts)}`,
    `in the end      ${complaints.length} complaints, ${events.length} events, ${mails.length} mails`,
    `deadlines       ${deadlinesOf(evidence)}`,
    `left undone     ${JSON.stringify(undrained)}`,
    `own deaths      ${deaths.map(({ part, signal, code, failure }) => `${part} ${failure ?? signal ?? code}`).join('; ') || 'none'}`,
    `scripts ended   ${abandoned.map(({ caseName, why }) => `${caseName} (${why})`).join('; ') || 'all at their last step'}`,
    `violations      ${violations.length}`,
    ...violations.map(({ rule, subject, detail }) => `  ${rule}: ${subject}: ${detail}`),
  ].join('\n');
}

/** How late they were recorded, not counting the time in which something was down. */
function deadlinesOf(evidence: Evidence): string {
  const late = recordedDeadlines(evidence, indexEvidence(evidence)).map(({ lateMs }) => lateMs);
  const latest = Math.max(0, ...late);
  const inTime = late.filter((lateMs) => lateMs <= 2_000).length;
  return `${late.length} recorded, ${inTime} within 2 s of sound time, the latest after ${(latest / 1000).toFixed(1)} s`;
}

function countsOf(values: string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort()
    .map(([value, count]) => `${value}: ${count}`)
    .join(', ');
}
