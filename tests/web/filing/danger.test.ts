import type { CityPack } from '../../../city/city-pack';
import { loadCityPack } from '../../../city/load-city-pack';
import { speaksOfDanger } from '../../../web/filing/speaks-of-danger';
import { kotaJambi } from '../../city/pack-folders';

let city: CityPack;
beforeAll(async () => {
  city = await loadCityPack(kotaJambi);
});

const NOW = [
  'Kabel listrik jatuh ke jalan dan masih menyala',
  'Kabel PLN di Jl. Merdeka putus dan tergeletak di genangan',
  'Sejak bulan lalu kabel listrik menjuntai setinggi kepala',
  'Trafo di depan pasar mengeluarkan percikan api',
  'Tiang listrik roboh menimpa pagar',
  'Ada kebakaran di belakang pasar Angso Duo',
  'Rumah tetangga terbakar, panggil pemadam kebakaran',
  'Kebakaran sejak tadi pagi belum padam',
  'Kebakaran di gudang, apinya bisa merambat ke rumah',
  'Tabung gas di warung bocor',
  'Bau menyengat, pipa gas bocor di gang 4',
  'Baru saja ada kecelakaan, pengendara tidak sadarkan diri',
  'Perempatan ini rawan kecelakaan, sekarang ada kecelakaan lagi',
  'Anak saya kesetrum tiang lampu',
  'Ada anak hanyut di sungai',
  'Warga tertimbun tanah longsor di bantaran',
  'Ibu-ibu pingsan di depan loket',
  'Kami terjebak banjir di lantai dua',
  'Seorang pejalan kaki tertabrak truk',
  'Balita jatuh ke parit yang terbuka',
  'Anak terbawa arus di kali depan pasar',
  'Pohon tumbang menimpa orang di trotoar',
  'Rumah kebanjiran, lansia terjebak di atap',
  'Ada orang mau gantung diri di jembatan',
  'Warga bilang ada bom di halte',
  'The kiosk is on fire',
  'There is a fire in the market',
  'Live wires on the road after the storm',
  'A power line snapped and is lying on the pavement',
  'There is a gas leak in our street',
  'A man is unconscious at the bus stop',
];

const NOT_NOW = [
  'Tikungan ini rawan kecelakaan',
  'Lampu jalan mati sejak kebakaran bulan lalu',
  'Sisa kebakaran tahun lalu belum dibersihkan',
  'Puing bekas kebakaran menumpuk di trotoar',
  'Lubang ini bisa menyebabkan kecelakaan',
  'Sering terjadi kecelakaan karena lampu merah mati',
  'Warga khawatir terjadi tanah longsor di sini',
  'Mohon pasang rambu agar tidak terjadi kecelakaan',
  'Jangan sampai ada anak hanyut di parit terbuka ini',
  'Hampir terjadi kecelakaan karena lubang di tengah jalan',
  'Halaman pos pemadam kebakaran tergenang',
  'Gang ini gelap, tahun lalu ada yang dirampok di sini',
  'Dua tahun yang lalu ada yang tenggelam, pagarnya belum ada',
  'Dulu pernah terbakar, sekarang jadi tempat sampah',
  'Pohon miring, takut ada yang tertimpa',
  'Kalau hujan deras motor bisa hanyut di sini',
  'Kabel listrik semrawut dan tidak sedap dipandang',
  'Kabel telepon putus, internet mati',
  'Pengendara terjebak macet setiap pagi',
  'Pohon tumbang menimpa pagar taman',
  'Kalau hujan deras sampah terbawa arus ke sini',
  'Sampah dibakar setiap sore, asapnya mengganggu',
  'Lampu jalan menyala di siang hari',
  'Air selokan bocor ke jalan',
  'This junction is accident-prone',
  'Somebody could be badly hurt on these steps',
  'The street light has been out since the explosion last month',
];

describe('a text that calls for the emergency number', () => {
  it.each(NOW)('is: %s', (text) => {
    expect(speaksOfDanger(text, city.filing)).toBe(true);
  });

  it.each(NOT_NOW)('is not: %s', (text) => {
    expect(speaksOfDanger(text, city.filing)).toBe(false);
  });

  it('is any with a danger word when the pack says nothing about context', () => {
    const { dangerWords } = city.filing;
    expect(speaksOfDanger('Tikungan ini rawan kecelakaan', { dangerWords })).toBe(true);
  });
});
