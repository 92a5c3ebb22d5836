declare module 'geojson-vt' {
  interface Tile {
    features: object[];
  }
  interface Index {
    getTile(z: number, x: number, y: number): Tile | null;
  }
  export default function geojsonvt(data: object, options: { maxZoom: number; indexMaxZoom: number }): Index;
}
declare module 'vt-pbf' {
  export function fromGeojsonVt(layers: Record<string, object>, options: { version: number }): Uint8Array;
}
