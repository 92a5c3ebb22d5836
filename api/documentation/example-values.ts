import type { CityPack } from '../../city/city-pack';

/** Values in published examples that a server would generate itself. No server has them. */
export const EXAMPLE_IDS = {
  code: 'SK-7Q4M-2XKD',
  earlierCode: 'SK-5H3P-9WRT',
  id: '01936f5e-4c5b-7d7e-9a51-2b1f0f6f3a10',
  delivery: '01936f5e-9b1c-7a02-8c4d-6f0e2d7b5c21',
  photo: '01936f5e-7d33-7c40-b1a9-0c5a4e8f9d32',
  officer: '01936f5e-2a7f-7b18-a6e2-9d3c1b0a8e43',
} as const;

/** Values of the city in examples: its first category, the agency for it, and a place. */
export function cityExamples(city: CityPack) {
  const [category] = city.categories;
  const [district] = city.districts;
  if (!category || !district) throw new RangeError(`${city.code} has no category or no district`);
  const other = city.agencies.find(({ code }) => code !== category.agency);
  return {
    category: category.code,
    agency: category.agency,
    otherAgency: other?.code ?? category.agency,
    district: district.code,
    point: district.point,
  };
}

/** Examples for path parameters, by name. */
export function pathExamples(city: CityPack): Record<string, string> {
  const { category, agency } = cityExamples(city);
  const { code, id, delivery, photo } = EXAMPLE_IDS;
  return {
    ...{ code, id, delivery, photo, agency },
    ...{ service_request_id: code, token: code, service_code: category, format: 'json' },
  };
}
