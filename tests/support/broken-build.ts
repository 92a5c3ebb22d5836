/** A build whose workflow tasks keep failing: to the engine a plain error is a bug and does not end the workflow. */
export async function complaintWorkflow(): Promise<void> {
  await Promise.resolve();
  throw new Error(`no such rule: 4711\n${'x'.repeat(500)}`);
}
