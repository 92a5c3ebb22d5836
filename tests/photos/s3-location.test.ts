import { parseS3Url } from '../../photos/s3-location';

describe('the URL of a bucket', () => {
  it('with an endpoint has the bucket in the path, with or without a prefix', () => {
    expect(parseS3Url('s3://sikesal/a/b-c?endpoint=https://s3.example.id:9000/&region=id-jkt')).toEqual({
      bucketUrl: 'https://s3.example.id:9000/sikesal',
      prefix: 'a/b-c/',
      region: 'id-jkt',
    });
    expect(parseS3Url('s3://sikesal?endpoint=http://127.0.0.1:8333')).toEqual({
      bucketUrl: 'http://127.0.0.1:8333/sikesal',
      prefix: '',
      region: 'us-east-1',
    });
    expect(parseS3Url('s3://sikesal/?endpoint=https://example.id/store').bucketUrl).toBe(
      'https://example.id/store/sikesal',
    );
  });

  it('without an endpoint has the bucket in Amazon’s host', () => {
    expect(parseS3Url('s3://sikesal/photos/?region=ap-southeast-3')).toEqual({
      bucketUrl: 'https://sikesal.s3.ap-southeast-3.amazonaws.com',
      prefix: 'photos/',
      region: 'ap-southeast-3',
    });
  });

  it.each([
    ['no region for Amazon', 's3://sikesal/photos', 'region'],
    ['a region with a host in it', 's3://sikesal?region=x.evil.example/', 'region'],
    ['no bucket', 's3:///photos?region=x', 'bucket'],
    ['a bucket of two letters', 's3://ab?region=x', 'bucket'],
    ['a dot in the name of a bucket at Amazon', 's3://si.kesal?region=x', 'dot'],
    ['another option', 's3://sikesal?region=x&acl=public-read', 'only endpoint and region'],
    ['a port', 's3://sikesal:9000?region=x', 'only endpoint and region'],
    ['a prefix with a dot', 's3://sikesal/..%2f/x?region=x', 'prefix'],
    ['an endpoint that is not a URL', 's3://sikesal?endpoint=s3.example.id', 'endpoint'],
    ['an endpoint by another protocol', 's3://sikesal?endpoint=ftp://s3.example.id', 'endpoint'],
    ['an endpoint with a query', 's3://sikesal?endpoint=https://s3.example.id/?x=1', 'endpoint'],
    ['nothing', '', 'not such a URL'],
  ])('is refused with %s', (_what, url, why) => {
    expect(() => parseS3Url(url)).toThrow(why);
  });
});
