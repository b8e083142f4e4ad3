import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signedHeaders } from './put-locked-object.ts'

test('signs like the example of the AWS documentation (PUT object, Signature Version 4)', () => {
  const headers = signedHeaders(
    {
      endpoint: 'https://examplebucket.s3.amazonaws.com',
      region: 'us-east-1',
      bucket: 'examplebucket',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    {
      url: new URL('https://examplebucket.s3.amazonaws.com/test%24file.text'),
      body: 'Welcome to Amazon S3.',
      headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    },
    new Date('2013-05-24T00:00:00Z'),
  )
  assert.equal(
    headers['x-amz-content-sha256'],
    '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
  )
  assert.match(
    headers['authorization'] ?? '',
    /Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd$/,
  )
})
