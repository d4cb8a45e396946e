import { describe, expect, test, vi } from 'vitest'
import { createClient, type WorkerPort } from './client.ts'
import type { Envelope, Request } from './protocol.ts'

/** A worker that does what the test says, and a lock that is free when the worker is gone. */
function setUp() {
  const sent: Envelope<Request>[] = []
  const ports: WorkerPort[] = []
  let free: (() => void) | undefined
  const start = (): WorkerPort => {
    const port: WorkerPort = {
      postMessage: (message) => sent.push(message),
      terminate: vi.fn<() => void>(),
      onmessage: null,
      onerror: null,
      onmessageerror: null,
    }
    ports.push(port)
    return port
  }
  const locks = {
    request: (_name: string, granted: () => void) => {
      free = granted
      return Promise.resolve()
    },
  } as unknown as LockManager // the two-argument form is all the client uses
  const client = createClient(start, locks)
  client.restart()
  const say = (data: unknown) => ports.at(-1)?.onmessage?.({ data } as MessageEvent<unknown>)
  return { client, sent, ports, say, vanish: () => free?.() }
}

test('each answer goes to the one who asked, in whatever order', async () => {
  const { client, sent, say } = setUp()
  const first = client.ask({ type: 'row-at', revision: 1, offset: 0 })
  const second = client.ask({ type: 'row-at', revision: 1, offset: 9 })
  say({ id: sent[1]?.id, body: { type: 'row-at', row: 2 } })
  say({ id: sent[0]?.id, body: { type: 'row-at', row: null } })
  expect(await Promise.all([first, second])).toEqual([
    { type: 'row-at', row: null },
    { type: 'row-at', row: 2 },
  ])
})

test('the first question starts the worker, and no question does so after it died', async () => {
  let started = 0
  const port: WorkerPort = {
    postMessage: vi.fn<() => void>(),
    terminate: vi.fn<() => void>(),
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  }
  const client = createClient(() => {
    started += 1
    return port
  }, undefined)
  expect(started).toBe(0)
  const asked = client.ask({ type: 'requests' })
  expect(started).toBe(1)
  port.onerror?.({} as ErrorEvent)
  expect([await asked, await client.ask({ type: 'requests' })]).toEqual([{ type: 'died' }, { type: 'died' }])
  expect(started).toBe(1)
})

test('an answer of another shape is a failure, and what is no envelope is nothing', async () => {
  const { client, sent, say } = setUp()
  const asked = client.ask({ type: 'row-at', revision: 1, offset: 0 })
  say('hello')
  say({ id: sent[0]?.id, body: { type: 'row-at', row: 'three' } })
  expect(await asked).toMatchObject({ type: 'failed' })
})

describe('the worker ends', () => {
  test.each([
    ['with an error', ({ ports }) => ports[0]?.onerror?.({} as ErrorEvent)],
    ['with a message nobody can read', ({ ports }) => ports[0]?.onmessageerror?.({} as MessageEvent<unknown>)],
    [
      'without a word',
      ({ say, vanish }) => {
        say('locked')
        vanish()
      },
    ],
  ] satisfies [string, (at: ReturnType<typeof setUp>) => void][])('%s', async (_name, end) => {
    const at = setUp()
    const died = vi.fn<() => void>()
    at.client.onDeath(died)
    const asked = at.client.ask({ type: 'requests' })
    end(at)
    expect(await asked).toEqual({ type: 'died' })
    expect(died).toHaveBeenCalledOnce()
    expect(await at.client.ask({ type: 'requests' })).toEqual({ type: 'died' })

    at.client.restart()
    const again = at.client.ask({ type: 'requests' })
    at.say({ id: at.sent.at(-1)?.id, body: { type: 'requests', names: [] } })
    expect(await again).toEqual({ type: 'requests', names: [] })
    expect(at.ports).toHaveLength(2)
  })
})
