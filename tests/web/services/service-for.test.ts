import type { CityPack } from '../../../city/city-pack';
import { loadCityPack } from '../../../city/load-city-pack';
import { serviceFor } from '../../../web/services/service-for';
import type { Sikesal } from '../../../web/public/device/types';
import { kotaJambi, saltmere } from '../../city/pack-folders';
import { loadDevice } from '../device/device-scripts';
import texts from './texts-and-services.json';

describe('the service that a text seems to be meant for', () => {
  let city: CityPack;
  let device: Sikesal;
  beforeAll(async () => {
    city = await loadCityPack(kotaJambi);
    device = await loadDevice('phrases', 'service-for');
  });

  it.each(texts as [string, string | null][])('for “%s” is %s, here and on a phone', (text, code) => {
    expect(serviceFor(text, city)?.code ?? null).toBe(code);
    expect(device.serviceFor(text, city)?.code ?? null).toBe(code);
  });

  it('is never one of the complaints that people write', async () => {
    const { themes } = city;
    for (const text of themes.flatMap((theme) => theme.texts)) expect(serviceFor(text, city)).toBeNull();
  });

  it('is none in a city that names none', async () => {
    expect(serviceFor('PBB', await loadCityPack(saltmere))).toBeNull();
  });
});
