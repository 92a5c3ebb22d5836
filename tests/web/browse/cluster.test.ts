import { clusterPins, type MapMark, type Pin } from '../../../web/map/cluster';

const pin = (code: string, x: number, y: number, mark: MapMark): Pin => ({ code, x, y, mark });
// One per cent is one pixel.
const map = { width: 100, height: 100, withinPixels: 24 };

describe('pins on the map', () => {
  it('become one mark with the most urgent shape where they would overlap', () => {
    const clusters = clusterPins(
      [pin('a', 10, 10, 'on-time'), pin('b', 20, 10, 'late-1'), pin('c', 80, 80, 'resolved')],
      map,
    );
    expect(clusters).toEqual([
      { x: 80, y: 80, mark: 'resolved', codes: ['c'] },
      { x: 20, y: 10, mark: 'late-1', codes: ['b', 'a'] },
    ]);
  });

  it('stand alone at levels 2 and 3, on top of whatever is near', () => {
    const clusters = clusterPins(
      [pin('a', 10, 10, 'late-3'), pin('b', 11, 10, 'late-2'), pin('c', 12, 10, 'on-time')],
      map,
    );
    expect(clusters.map(({ mark, codes }) => [mark, codes])).toEqual([
      ['on-time', ['c']],
      ['late-2', ['b']],
      ['late-3', ['a']],
    ]);
  });

  it('are each counted once, and no two marks that can merge are closer than a fingertip', () => {
    const pins = Array.from({ length: 200 }, (_, n) =>
      pin(String(n), (n * 37) % 100, (n * 61) % 100, 'soon'),
    );
    const clusters = clusterPins(pins, map);
    expect(clusters.flatMap(({ codes }) => codes).sort()).toEqual(pins.map(({ code }) => code).sort());
    for (const one of clusters)
      for (const other of clusters)
        if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(24);
  });
});
