import { itRefuses } from '../testing/refusals.ts';
import { image, messages, PDF, PNG, user } from '../testing/requests.ts';

itRefuses('images and documents', [
  [
    'a type that is not the true one',
    messages(user([image('image/jpeg', PNG)])),
    'The image was specified using the image/jpeg media type, but the image appears to be a image/png image',
    messages(user([image('image/png', PNG)])),
  ],
  [
    'a type that is not read',
    messages(user([image('image/jpg', PNG)])),
    "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
    messages(user([image('image/png', PNG)])),
  ],
  [
    'what is no image',
    messages(user([image('image/png', PDF)])),
    'Could not process image',
    messages(user([image('image/png', PNG)])),
  ],
  [
    'what is no base64',
    messages(user([image('image/png', 'a_b-')])),
    'Invalid base64 data',
    messages(user([image('image/png', PNG)])),
  ],
  [
    'an image over 10 MB',
    messages(user([image('image/png', PNG.padEnd(10_485_764, 'A'))])),
    'image exceeds 10 MB maximum: 10485764 bytes > 10485760 bytes',
    messages(user([image('image/png', PNG.replace(/=+$/, '').padEnd(10_485_760, 'A'))])),
  ],
  [
    'more than a hundred',
    messages(user(Array.from({ length: 101 }, () => image('image/png', PNG)))),
    'too many images and documents: 101 > 100',
    messages(user(Array.from({ length: 100 }, () => image('image/png', PNG)))),
  ],
  [
    'an http address',
    messages(user([{ type: 'image', source: { type: 'url', url: 'http://example.com/x.png' } }])),
    'Only HTTPS URLs are supported.',
    messages(user([{ type: 'image', source: { type: 'url', url: 'https://example.com/x.png' } }])),
  ],
  [
    'a PDF that is none',
    messages(user([{ type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: PNG } }])),
    'The PDF specified was not valid.',
    messages(
      user([
        { type: 'document', title: 'a.pdf', source: { type: 'base64', media_type: 'application/pdf', data: PDF } },
      ]),
    ),
  ],
]);
