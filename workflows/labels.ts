import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Labels } from '../activities/advance-case';

/** Shows operators in the engine's UI what `advanceCase` returns as labels, whenever they have changed. */
export function openLabels() {
  let shown = '[]';
  return (labels: Labels | null): void => {
    if (!labels) return;
    setCurrentDetails(labels.details);
    const attributes = JSON.stringify(labels.searchAttributes);
    if (attributes === shown) return;
    shown = attributes;
    upsertSearchAttributes(
      labels.searchAttributes.map(({ name, value }) => ({
        key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD),
        value,
      })),
    );
  };
}
