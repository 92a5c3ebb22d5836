import type { CityPack, Point } from '../../../city/city-pack';
import { loadCityPack } from '../../../city/load-city-pack';
import { mapFacts } from '../../../web/map/map-facts';
import { kotaJambi } from '../../city/pack-folders';

interface Place {
  name: string;
  point: Point;
}

const PUBLIC = '../../../web/public';

/** What people type, and what they mean: it is among the six that are shown. */
const MISTYPED = `
rattaher | RSUD Raden Mattaher
mataher | RSUD Raden Mattaher
raden matahher | RSUD Raden Mattaher
rs mattaher | RSUD Raden Mattaher
radenmattaher | RSUD Raden Mattaher
gatot subroto | Jl. Gatot Subroto
jl gatot subrto | Jl. Gatot Subroto
gatotsubroto | Jl. Gatot Subroto
jalan gatsu broto | Jl. Gatot Subroto
jendral sudirman | Jl. Jend. Sudirman
Jl.Jend.Sudirman | Jl. Jend. Sudirman
sudriman | Jl. Jend. Sudirman
sukarno hatta | Jl. Soekarno-Hatta
soekarnohatta | Jl. Soekarno-Hatta
hayam wurug | Jl. Hayam Wuruk
slamet riadi | Jl. Slamet Riyadi
kol abunjani | Jl. Kolonel Abunjani
abun jani | Jl. Kolonel Abunjani
pattimura | Jl. Kapten Pattimura
patimura | Jl. Kapten Pattimura
hos cokro | Jl. HOS Cokroaminoto
tjokroaminoto | Jl. HOS Cokroaminoto
jamtos | Jambi Town Square
stikom | Universitas Dinamika Bangsa
sman 3 | SMA Negeri 3
sma 5 | SMA Negeri 5
talang banjr pasar | Pasar Talang Banjar
gentala arsy | Jembatan Gentala Arasy
tehok | Thehok
kelurahan tehok | Thehok
simpang 3 sipin | Simpang III Sipin
simpang iv sipin | Simpang IV Sipin
mayang mangurai | Mayang Mangurai
mayang manguray | Mayang Mangurai
tahtul yamn | Tahtul Yaman
kenali asam bawh | Kenali Asam Bawah
telanai pura | Telanaipura
masjid jami baalawi | Masjid Jami Ba'alawi
danau sipin | Danau Sipin
batang hari | Batanghari
batanghari | Sungai Batang Hari
`;

describe('the search for places', () => {
  let places: Place[];
  let placesOf: (facts: object) => Place[];
  let findPlaces: (places: Place[], typed: string, options?: { near: Point }) => Place[];
  beforeAll(async () => {
    const city: CityPack = await loadCityPack(kotaJambi);
    // A script of the pages has no types here.
    ({ findPlaces, placesOf } = await import(`${PUBLIC}/filing/find-places.js`));
    places = placesOf(JSON.parse(JSON.stringify(mapFacts(city, 'id'))));
  });

  const namesFor = (typed: string) => findPlaces(places, typed).map(({ name }) => name);

  it.each(
    MISTYPED.trim()
      .split('\n')
      .map((line) => line.split(' | ') as [string, string]),
  )('finds for "%s": %s', (typed, meant) => {
    expect(namesFor(typed).slice(0, 6).join(' · ')).toContain(meant);
  });

  it.each(['', ' ', 'q', 'jl', 'kebun binatang', 'sma negeri 9', 'zzzzzz'])(
    'finds nothing for "%s"',
    (typed) => {
      expect(namesFor(typed)).toEqual([]);
    },
  );

  it('puts a name before others that only resemble it, and the nearer of equals first', () => {
    expect(namesFor('pasar jambi')[0]).toMatch(/^Pasar Jambi/);
    const near = { latitude: -1.6447, longitude: 103.5935 };
    const [first, second] = findPlaces(places, 'kantor camat', { near });
    if (!first || !second) throw new Error('there are no offices');
    const away = ({ point }: Place) =>
      Math.hypot(point.latitude - near.latitude, point.longitude - near.longitude);
    expect(away(first)).toBeLessThanOrEqual(away(second));
  });
});
