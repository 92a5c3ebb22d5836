/** A build whose workflow tasks fail again and again: to the engine a plain error is a bug, and no end of the workflow. */
export async function complaintWorkflow(): Promise<void> {
  await Promise.resolve();
  throw new Error(`no such rule: 4711\n${'x'.repeat(500)}`);
}
