import type { Category, CityPack, Point, Theme } from '../../city/city-pack';
import { districtOf, villageOf } from '../../city/area-of';
import { isInsideCity } from '../../city/geography';
import type { Instant } from '../../domain/instant';
import type { Random } from './random';

/** What somebody might have filed: no real person is behind it, so it has no name and no address. */
export interface InventedReceipt {
  receivedAt: Instant;
  category: Category;
  description: string;
  point: Point;
  district: string;
  village: string | null;
  anonymous: boolean;
  confidential: boolean;
}

const ANONYMOUS = 0.2;
const CONFIDENTIAL = 0.03;
/** Distance from its district's point, in degrees: some three kilometres. */
const SPREAD = 0.027;
/** Complaints in each hour of a local day, roughly: few at night, most in the morning. */
const BY_HOUR = [1, 1, 1, 1, 1, 2, 4, 8, 11, 12, 11, 9, 8, 8, 8, 8, 7, 6, 6, 7, 6, 4, 2, 1];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Sorted instants within the `days` before `now`, spread over the hours of a day as real complaints are. */
export function inventInstants(input: {
  count: number;
  days: number;
  now: Instant;
  random: Random;
}): Instant[] {
  const { count, days, now, random } = input;
  const hours = [...BY_HOUR.keys()];
  const before = () => {
    const hour = random.oneOf(hours, (each) => BY_HOUR[each] ?? 0);
    const day = Math.floor(random.between(1, days + 1));
    return now - day * DAY_MS + hour * HOUR_MS + random.between(0, HOUR_MS);
  };
  return Array.from({ length: count }, () => Math.min(now, Math.round(before()))).sort((a, b) => a - b);
}

/** A complaint about one of the city's themes, or about any of its categories if the pack names no themes. */
export function inventReceipt(input: {
  city: CityPack;
  receivedAt: Instant;
  random: Random;
}): InventedReceipt {
  const { city, receivedAt, random } = input;
  const theme = random.oneOf(themesOf(city), ({ reports }) => reports);
  const category = city.categories.find(({ code }) => code === theme.category);
  if (!category) throw new RangeError('a theme has a category that the city does not have');
  const point = inventPoint(city, random);
  return {
    receivedAt,
    category,
    description: random.oneOf(theme.texts),
    point,
    district: districtOf(city, point).code,
    village: villageOf(city, point)?.code ?? null,
    anonymous: random.isOneIn(ANONYMOUS),
    confidential: random.isOneIn(CONFIDENTIAL),
  };
}

function themesOf({ themes, categories, defaultLanguage }: CityPack): readonly Theme[] {
  if (themes.length > 0) return themes;
  return categories.map(({ code, names }) => ({
    category: code,
    reports: 1,
    texts: [`${names[defaultLanguage] ?? code}: 1, 2, 3.`],
  }));
}

function inventPoint(city: CityPack, random: Random): Point {
  const { point } = random.oneOf(city.districts);
  const around = {
    latitude: point.latitude + random.between(-SPREAD, SPREAD),
    longitude: point.longitude + random.between(-SPREAD, SPREAD),
  };
  return isInsideCity(city, around) ? around : point;
}
