/**
 * Finds a Chromium for the browser tests, or fetches one: `npm test` has to work on a machine that has none.
 * `node scripts/browser.mjs` prints the path.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { chromium } from '@playwright/test'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const IS_WINDOWS = process.platform === 'win32'

// 147 is the last line of this package that Node 20 can install.
const PACKAGE = '@sparticuz/chromium'
const PACKAGE_VERSION = '147.0.0'
const PACKAGE_FOLDER = join(ROOT, 'node_modules/.cache/chromium', PACKAGE_VERSION)
const UNPACKED = join(PACKAGE_FOLDER, 'chromium')

// Playwright retries several addresses for minutes where the network is closed, and is silent meanwhile.
const SILENCE_MS = 20_000

/** Path of a browser that starts. Throws one sentence that names the ways out when there is none. */
export async function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (starts(resolve(chosen))) return resolve(chosen)
    throw new Error(`CHROMIUM_PATH=${chosen} does not start`)
  }
  for (const path of [chromium.executablePath(), ...systemBrowsers(), UNPACKED]) if (path && starts(path)) return path
  for (const fetchBrowser of [fromPlaywright, fromRegistry, fromApt]) {
    const path = await fetchBrowser()
    if (path && starts(path)) return path
  }
  throw new Error('No Chromium found: install Chrome, run `npx playwright install chromium`, or set CHROMIUM_PATH')
}

/** @returns {(string | undefined)[]} */
function systemBrowsers() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (IS_WINDOWS) {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '')
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)))
  }
  return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'].map(onPath)
}

async function fromPlaywright() {
  say('playwright install chromium')
  const cli = join(ROOT, 'node_modules/playwright/cli.js')
  const child = spawn(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'pipe', 'pipe'] })
  await new Promise((done) => {
    let timer = setTimeout(() => child.kill(), SILENCE_MS)
    const keepWaiting = () => {
      clearTimeout(timer)
      timer = setTimeout(() => child.kill(), SILENCE_MS)
    }
    child.stdout.on('data', keepWaiting) // the progress of a download; failures go to stderr
    child.stderr.resume()
    child.on('close', () => {
      clearTimeout(timer)
      done(undefined)
    })
  })
  return chromium.executablePath()
}

// We unpack it ourselves: the package's own function writes one shared file in the temp folder, and two runs would race for it.
function fromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  say(`npm install ${PACKAGE}@${PACKAGE_VERSION}`)
  mkdirSync(PACKAGE_FOLDER, { recursive: true })
  writeFileSync(join(PACKAGE_FOLDER, 'package.json'), '{ "private": true }\n')
  const flags = ['--prefix', PACKAGE_FOLDER, '--no-audit', '--no-fund', '--ignore-scripts']
  if (run('npm', ['install', ...flags, `${PACKAGE}@${PACKAGE_VERSION}`]).status !== 0) return undefined
  const unfinished = `${UNPACKED}.${process.pid}`
  writeFileSync(unfinished, brotliDecompressSync(readFileSync(join(PACKAGE_FOLDER, 'node_modules', PACKAGE, 'bin/chromium.br'))))
  chmodSync(unfinished, 0o755)
  renameSync(unfinished, UNPACKED)
  return UNPACKED
}

function fromApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !onPath('apt-get')) return undefined
  say('apt-get install chromium')
  run('apt-get', ['update', '-q'])
  run('apt-get', ['install', '-yq', '--no-install-recommends', 'chromium'])
  return onPath('chromium')
}

/** @param {string} path */
function starts(path) {
  // Chrome on Windows opens a window when asked for its version.
  return existsSync(path) && (IS_WINDOWS || spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0)
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { env, shell: IS_WINDOWS, timeout: 300_000, stdio: 'ignore' })
}

/** @param {string} what */
function say(what) {
  process.stderr.write(`[browser] ${what}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await findBrowser())
