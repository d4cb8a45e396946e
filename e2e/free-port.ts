import { createServer } from 'node:net'

/** A port nobody listens on now, so that two checkouts can run their tests on one machine. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('free-port: no address'))))
    })
  })
}
