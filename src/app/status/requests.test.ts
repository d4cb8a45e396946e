import { expect, test } from 'vitest'
import { sortRequests } from './requests.ts'

const page = 'https://host.example/tools/toolmend/?x=1#m=4'

test('files of the site and anything else', () => {
  expect(
    sortRequests(
      [
        'https://host.example/tools/toolmend/',
        'https://host.example/tools/toolmend/assets/index-1.js',
        'https://host.example/tools/toolmend/assets/index-1.js',
        'blob:https://host.example/1',
        'data:image/png;base64,',
        'https://host.example/tools/toolmend/collect?text=secret',
        'https://host.example/other.js',
        'https://evil.example/tools/toolmend/a.js',
      ],
      page,
    ),
  ).toEqual({
    program: ['index.html', 'assets/index-1.js'],
    other: [
      'https://host.example/tools/toolmend/collect?text=secret',
      'https://host.example/other.js',
      'https://evil.example/tools/toolmend/a.js',
    ],
  })
})
