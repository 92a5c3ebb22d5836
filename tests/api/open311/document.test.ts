import { render, renderInBatches, type Format } from '../../../api/open311/document';
import { readXml } from './schema';

const withText = (text: string) =>
  render({ root: 'service_requests', content: [{ description: text }] }, 'xml');
const textIn = (xml: string) => (readXml(xml).content as { description: string }[])[0]?.description;

describe('a document', () => {
  it.each([
    'a < b & c > d',
    '"quoted" and \'quoted\'',
    ']]>',
    '<![CDATA[x]]>',
    '&amp;',
    'dua\nbaris',
    '道路 🕳️',
    ' ',
  ])('keeps “%s” in XML', (text) => {
    expect(textIn(withText(text))).toBe(text);
  });

  it.each(['\u0000', '\u000b', '\u001f', '\ufffe', '\ud800'])(
    'has no %j in XML, which would make it invalid',
    (character) => {
      expect(textIn(withText(`a${character}b`))).toBe('a b');
    },
  );

  it('has an empty element for null and for an empty list', () => {
    expect(render({ root: 'service_requests', content: [{ description: null }] }, 'xml')).toContain(
      '<request><description></description></request>',
    );
    expect(readXml(render({ root: 'service_requests', content: [] }, 'xml'))).toEqual({
      root: 'service_requests',
      content: [],
    });
  });

  it.each<Format>(['json', 'xml'])('rendered in batches is the same %s', async (format) => {
    const requests = Array.from({ length: 120 }, (_, nth) => ({ description: `a < ${nth}`, lat: null }));
    for (const content of [requests, requests.slice(0, 1), []]) {
      const document = { root: 'service_requests', content } as const;
      expect(await renderInBatches(document, format)).toBe(render(document, format));
    }
  });

  it('has in JSON what the XML has within its wrappers', () => {
    const content = [{ code: 404, description: 'x' }];
    expect(render({ root: 'errors', content }, 'json')).toBe('[{"code":404,"description":"x"}]');
    expect(render({ root: 'errors', content }, 'xml')).toContain(
      '<errors><error><code>404</code><description>x</description></error></errors>',
    );
  });
});
