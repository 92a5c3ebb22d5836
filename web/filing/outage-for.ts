import type { RunningOutage } from '../../database/readers/running-outages';
import type { PagesContext } from '../pages-context';

/** The running outage of the agency that answers for a category, if there is one. */
export async function outageFor(
  { city, outages }: Pick<PagesContext, 'city' | 'outages'>,
  code: string | null,
): Promise<RunningOutage | null> {
  const agency = city.categories.find((category) => category.code === code)?.agency;
  return (await outages.running()).find((outage) => outage.agency === agency) ?? null;
}
