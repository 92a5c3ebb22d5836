import { Parameters, parsePairs } from '../../../api/open311/parameters';
import { TEXT_BYTES_AT_MOST } from '../../../api/http/read-text';

describe('the parameters of a form', () => {
  it('are those that are not empty, in their order', () => {
    const sent = new Parameters(parsePairs('media_url=a&lat=&media_url[]=c&media_url=b&long=+'));
    expect(sent.all('media_url')).toEqual(['a', 'b', 'c']);
    expect(sent.names()).toEqual(['media_url', 'media_url[]']);
    expect(sent.one('lat')).toBeUndefined();
  });

  it('are read quickly even when the largest form repeats a single name', () => {
    const form = 'a=1&'.repeat(TEXT_BYTES_AT_MOST / 4);
    const startedAt = performance.now();
    expect(new Parameters(parsePairs(form)).all('a')).toHaveLength(TEXT_BYTES_AT_MOST / 4);
    // Otherwise somebody without any permission could hold up everybody else.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
