import type { Spot } from './frame';

/** From the calmest to the most urgent; a cluster shows the most urgent mark in it. */
export const MARK_ORDER = ['closed', 'resolved', 'on-time', 'soon', 'late-1', 'late-2', 'late-3'] as const;
export type MapMark = (typeof MARK_ORDER)[number];

export interface Pin extends Spot {
  mark: MapMark;
  /** Tracking code. */
  code: string;
}

export interface Cluster extends Spot {
  mark: MapMark;
  codes: string[];
}

const ALONE: readonly MapMark[] = ['late-2', 'late-3'];

interface ClusterInput {
  /** Width and height in pixels of the map on the smallest screen. */
  width: number;
  height: number;
  withinPixels: number;
  /** Marks that are never clustered; levels 2 and 3 by default. */
  alone?: readonly MapMark[];
}

/** Joins pins that would overlap into one mark with their number and the most urgent shape. */
export function clusterPins(
  pins: readonly Pin[],
  { width, height, withinPixels, alone = ALONE }: ClusterInput,
): Cluster[] {
  const clusters: Cluster[] = [];
  const isNear = (one: Spot, other: Spot) =>
    Math.hypot(((one.x - other.x) * width) / 100, ((one.y - other.y) * height) / 100) < withinPixels;
  for (const { code, ...pin } of [...pins].sort((one, other) => rankOf(other.mark) - rankOf(one.mark))) {
    const isAlone = alone.includes(pin.mark);
    const near = isAlone
      ? undefined
      : clusters.find((each) => !alone.includes(each.mark) && isNear(each, pin));
    if (near) near.codes.push(code);
    else clusters.push({ ...pin, codes: [code] });
  }
  // The most urgent last: what is drawn last is on top.
  return clusters.sort((one, other) => rankOf(one.mark) - rankOf(other.mark));
}

export function rankOf(mark: MapMark): number {
  return MARK_ORDER.indexOf(mark);
}
