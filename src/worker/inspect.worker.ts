import './no-network.ts'
import { createDesk } from './desk.ts'
import type { Envelope, Request, Response } from './protocol.ts'
import { readBlobSync } from './read-blob-sync.ts'
import { buffersOf, createJudge, type SecondPort } from './second-worker.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope
/** The name of a second worker: the same file in another role, so that nothing more has to be loaded. */
const SECOND = 'toolmend-second'

if (scope.name === SECOND) beSecond()
else beFirst()

/** The thread that reads. A version is read in steps, so that all else is answered in between. */
function beFirst(): void {
  const desk = createDesk({
    tell: (event) => scope.postMessage(event),
    readBlob: readBlobSync,
    startSecond: scope.navigator.hardwareConcurrency > 1 ? startSecond : null,
  })
  scope.onmessage = ({ data }: MessageEvent<Envelope<Request>>) => {
    void desk.answer(data.body).then((body) => {
      const answer: Envelope<Response> = { id: data.id, body }
      scope.postMessage(answer)
    })
  }
  // Held for as long as the worker lives: a page that is granted this lock knows that the worker is gone (client.ts).
  // Only a lock that is held already can be waited for, so the page hears of it from here.
  void scope.navigator.locks?.request(scope.name, () => {
    scope.postMessage('locked')
    return new Promise(() => undefined)
  })
}

function startSecond(): SecondPort {
  return new Worker(scope.location.href, { type: 'module', name: SECOND })
}

function beSecond(): void {
  const judge = createJudge(readBlobSync)
  scope.onmessage = ({ data }: MessageEvent<Parameters<typeof judge>[0]>) => {
    const delivery = judge(data)
    scope.postMessage(delivery, buffersOf(delivery))
  }
}
