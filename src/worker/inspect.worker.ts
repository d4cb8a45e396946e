import './no-network.ts'
import { createDesk } from './desk.ts'
import type { Envelope, Request, Response } from './protocol.ts'

/** The thread that reads: one request after the other, in the order they came. */
const desk = createDesk()
const scope = self as unknown as DedicatedWorkerGlobalScope
let queue: Promise<void> = Promise.resolve()
let newest = 0

scope.onmessage = ({ data }: MessageEvent<Envelope<Request>>) => {
  if (data.body.type === 'open') newest = Math.max(newest, data.body.revision)
  queue = queue.then(async () => {
    const answer: Envelope<Response> = { id: data.id, body: await reply(data.body) }
    scope.postMessage(answer)
  })
}

// Held for as long as the worker lives: a page that is granted this lock knows that the worker is gone (client.ts).
// Only a lock that is held already can be waited for, so the page hears of it from here.
void scope.navigator.locks?.request(scope.name, () => {
  scope.postMessage('locked')
  return new Promise(() => undefined)
})

/** While a newer version waits in the queue, reading an older one would be work for nothing. */
function reply(request: Request): Promise<Response> {
  const isOld = request.type === 'open' && request.revision < newest
  return isOld ? Promise.resolve({ type: 'stale' }) : desk.answer(request)
}
