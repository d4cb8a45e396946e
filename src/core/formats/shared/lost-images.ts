import type { Loss } from '../../problem.ts'
import type { PlainMessage } from '../format.ts'

/** Images where a format takes none; `role`: only of those who speak under it. */
export function lostImages(messages: readonly PlainMessage[], role?: PlainMessage['role']): Loss[] {
  return messages.flatMap(({ role: own, parts }, index) =>
    parts.flatMap((part): Loss[] =>
      part.type === 'image' && (role === undefined || own === role)
        ? [{ path: `[${index}]`, what: 'an image', before: part.url ?? part.data ?? '' }]
        : [],
    ),
  )
}
