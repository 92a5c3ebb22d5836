import type { CityPack, District, Point } from '../../city/city-pack';
import { districtOf, villageOf } from '../../city/area-of';
import { isServed, metersOutside } from '../../city/geography';
import { Problem } from '../http/problem';

interface GivenLocation {
  latitude?: number;
  longitude?: number;
  address?: string;
  district?: string;
}

export interface Place extends Point {
  address: string | null;
  district: string;
  /** Code; null if only the district is known, or the city gives no villages. */
  village: string | null;
  /** Only its district is known. */
  approximate: boolean;
}

/**
 * Where in the city a complaint is.
 * @throws Problem `outside_city` that says by how much
 */
export function placeComplaint(city: CityPack, given: GivenLocation): Place {
  const address = given.address ?? null;
  const point = pointOf(given);
  if (!point) {
    const district = districtNamed(city, given.district);
    return { ...district.point, address, district: district.code, village: null, approximate: true };
  }
  if (!isServed(city, point)) throw outsideCity(city, point);
  const village = villageOf(city, point)?.code ?? null;
  return { ...point, address, district: districtOf(city, point).code, village, approximate: false };
}

function pointOf({ latitude, longitude }: GivenLocation): Point | null {
  return latitude === undefined || longitude === undefined ? null : { latitude, longitude };
}

function districtNamed({ districts }: CityPack, named: string | undefined): District {
  const district = districts.find(({ code }) => code === named);
  if (!district)
    throw new RangeError('a location was let through that has neither a district nor coordinates');
  return district;
}

function outsideCity(city: CityPack, point: Point): Problem {
  const detail = `This place lies ${distance(metersOutside(city, point))} outside ${city.name}, which this desk serves.`;
  return new Problem({
    code: 'outside_city',
    detail,
    errors: [{ pointer: '#/location', rule: 'outside_city', detail }],
  });
}

function distance(meters: number): string {
  return meters < 1000 ? `${Math.max(1, Math.round(meters))} m` : `${(meters / 1000).toFixed(1)} km`;
}
