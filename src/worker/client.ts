import type { Answer, Envelope, Refusal, Request, WorkEvent } from './protocol.ts'
import { readEnvelope, readEvent, type AnswerTo } from './schema.ts'

/** The worker ended before it answered. Whoever asked keeps what they have and offers to start again. */
export interface WorkerDied {
  readonly type: 'died'
}

export type Outcome<T extends Answer['type']> = AnswerTo<T> | Refusal | WorkerDied

export interface Client {
  ask: <R extends Request>(request: R) => Promise<Outcome<R['type']>>
  /** Called while a source is read or its repair is worked out. */
  onProgress: (listener: (event: WorkEvent) => void) => void
  /** Called once for each worker that dies. */
  onDeath: (listener: () => void) => void
  /** Starts a worker where there is none; after a death the caller opens its source again. The first question does so too. */
  restart: () => void
}

/** What we need of a worker, so that a test can stand in for one. */
export interface WorkerPort {
  postMessage: (message: Envelope<Request>) => void
  terminate: () => void
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  onmessageerror: ((event: MessageEvent<unknown>) => void) | null
}

type Settle = (outcome: Answer | Refusal | WorkerDied) => void

/** Numbers requests and hands each answer to the promise that waits for it. */
export function createClient(startWorker: (name: string) => WorkerPort, locks: LockManager | undefined): Client {
  const waiting = new Map<number, Settle>()
  const listeners: (() => void)[] = []
  const watchers: ((event: WorkEvent) => void)[] = []
  let requests = 0
  let workers = 0
  let worker: WorkerPort | null = null

  function start(): WorkerPort {
    workers += 1
    const name = `toolmend-${performance.timeOrigin}-${workers}`
    const started = startWorker(name)
    started.onmessage = ({ data }) => {
      if (data === 'locked') return watchFor(name, started)
      const envelope = readEnvelope(data)
      if (!envelope) {
        const event = readEvent(data)
        if (event) for (const watcher of watchers) watcher(event)
        return
      }
      const settle = waiting.get(envelope.id)
      waiting.delete(envelope.id)
      settle?.(envelope.body ?? { type: 'failed', message: 'the answer of the worker has an unknown shape' })
    }
    started.onerror = (event) => {
      event.preventDefault?.() // it is shown as a message of the page, not as an uncaught error
      bury(started)
    }
    started.onmessageerror = () => bury(started)
    return started
  }

  /** A worker that runs out of memory ends without any event; but the lock it holds becomes free. */
  function watchFor(name: string, started: WorkerPort): void {
    void locks?.request(name, () => bury(started))
  }

  function bury(dead: WorkerPort): void {
    if (worker !== dead) return
    dead.terminate()
    worker = null
    const left = [...waiting.values()]
    waiting.clear()
    for (const settle of left) settle({ type: 'died' })
    for (const listener of listeners) listener()
  }

  return {
    ask: <R extends Request>(request: R) =>
      new Promise<Outcome<R['type']>>((resolve) => {
        if (!worker && workers > 0) return resolve({ type: 'died' })
        worker ??= start()
        const id = (requests += 1)
        // The worker answers with the type of the request, and the schema has checked which one that is.
        waiting.set(id, (outcome) => resolve(outcome as Outcome<R['type']>))
        worker.postMessage({ id, body: request })
      }),
    onProgress: (listener) => watchers.push(listener),
    onDeath: (listener) => listeners.push(listener),
    restart() {
      worker ??= start()
    },
  }
}

/** The client of the page; its worker starts when somebody asks or says so. The address has to stand in exactly this form for the bundler to find the worker. */
export function startClient(): Client {
  return createClient(
    (name) => new Worker(new URL('./inspect.worker.ts', import.meta.url), { type: 'module', name }),
    globalThis.navigator?.locks,
  )
}
