import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

/** Where the browser finds the scripts of the pages we compare with. */
const FILES = {
  '/floor.mjs': new URL('floor.mjs', import.meta.url),
  '/floor.worker.mjs': new URL('floor.worker.mjs', import.meta.url),
  '/editor.mjs': new URL('editor.mjs', import.meta.url),
  '/on-drop.mjs': new URL('on-drop.mjs', import.meta.url),
  '/vanilla-jsoneditor.js': new URL(import.meta.resolve('vanilla-jsoneditor/standalone.js')),
}
const IMPORTS = JSON.stringify({ imports: { 'vanilla-jsoneditor/standalone.js': './vanilla-jsoneditor.js' } })

/**
 * Serves `/floor` and `/editor` on the loopback address.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export function serveOthers() {
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/floor' || path === '/editor') return response.setHeader('Content-Type', 'text/html').end(pageOf(path))
    const file = FILES[/** @type {keyof typeof FILES} */ (path)]
    if (!file) return response.writeHead(404).end()
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(readFileSync(fileURLToPath(file)))
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      done({
        url: `http://127.0.0.1:${port}`,
        close: () => {
          server.close()
          server.closeAllConnections()
        },
      })
    })
  })
}

/** @param {string} path */
function pageOf(path) {
  return `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><body>
<script type="importmap">${IMPORTS}</script><script type="module" src=".${path}.mjs"></script>`
}
