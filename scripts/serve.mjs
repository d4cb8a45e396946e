/**
 * Serves dist/site on the loopback address, the way a well configured host would: the policy as a header on every file,
 * because a worker takes its policy from its own response.
 *
 *   node scripts/serve.mjs [--build] [--port N]
 *
 * `--build` builds the site first when it is missing or older than its sources.
 */
import { execFileSync } from 'node:child_process'
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { contentSecurityPolicy } from './policy.mjs'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SITE = join(ROOT, 'dist/site')
const SOURCES = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts/policy.mjs']
const USUAL_PORT = 4173

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Starts the server. `port` 0 takes any free one; `folder` is where on the host the site stands, `/` unless told.
 * @param {{ port: number, folder?: string }} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export function serveSite({ port, folder = '/' }) {
  const server = createServer((request, response) => answer(request, response, folder))
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('serve: a listening server has a port')
      done({
        url: `http://127.0.0.1:${address.port}${folder}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
}

/** Builds the site unless it is newer than everything it is made of. */
export function buildIfStale() {
  const built = changedAt(join(SITE, 'index.html'))
  if (SOURCES.every((source) => changedAt(join(ROOT, source)) < built)) return
  execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} folder
 */
function answer(request, response, folder) {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy)
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Referrer-Policy', 'no-referrer')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD')
  const file = fileFor(request.url ?? '/', folder)
  const size = file === undefined ? undefined : sizeOf(file)
  if (file === undefined || size === undefined) return refuse(response, 404, 'Not found')
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
  response.setHeader('Content-Length', size)
  if (request.method === 'HEAD') return void response.end()
  pipeline(createReadStream(file), response, () => {}) // a page that leaves early is no failure
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function refuse(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

/**
 * The file an address asks for; undefined when it would stand outside of the site.
 * @param {string} url
 * @param {string} folder
 */
function fileFor(url, folder) {
  let path
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return undefined
  }
  if (!path.startsWith(folder) || path.includes('\0')) return undefined
  const inside = path.slice(folder.length)
  const file = join(SITE, inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside)
  return file.startsWith(SITE + sep) ? file : undefined
}

/** @param {string} file */
function sizeOf(file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat?.isFile() ? stat.size : undefined
}

/**
 * When a file, or the newest file of a folder, last changed; 0 when it does not exist.
 * @param {string} path
 * @returns {number}
 */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

async function main() {
  const { values } = parseArgs({ options: { build: { type: 'boolean' }, port: { type: 'string' } } })
  if (values.build) buildIfStale()
  if (sizeOf(join(SITE, 'index.html')) === undefined) {
    console.error('serve: there is no dist/site yet, run `npm run build`')
    process.exit(1)
  }
  const site = values.port
    ? await serveSite({ port: Number(values.port) })
    : await serveSite({ port: USUAL_PORT }).catch(() => serveSite({ port: 0 }))
  console.log(`Toolmend is at ${site.url} (Ctrl+C stops it)`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => site.close().then(() => process.exit(0)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
