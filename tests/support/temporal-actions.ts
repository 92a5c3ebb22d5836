import type { WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/**
 * The cost of a history in Actions, as Temporal Cloud counts them: the start, each timer, signal, update and activity,
 * and one for all local activities of a workflow task. The start of a new run counts as a start.
 * Source: https://docs.temporal.io/cloud/actions
 */
export function actionsOf({ events }: History): number {
  const all = events ?? [];
  const count = (has: (event: HistoryEvent) => unknown) => all.filter(has).length;
  const tasksWithLocalActivities = new Set(
    all.flatMap(({ markerRecordedEventAttributes: marker }) =>
      marker ? [String(marker.workflowTaskCompletedEventId)] : [],
    ),
  );
  return (
    count((event) => event.workflowExecutionStartedEventAttributes) +
    count((event) => event.timerStartedEventAttributes) +
    count((event) => event.workflowExecutionSignaledEventAttributes) +
    count((event) => event.workflowExecutionUpdateAcceptedEventAttributes) +
    count((event) => event.activityTaskScheduledEventAttributes) +
    tasksWithLocalActivities.size
  );
}
