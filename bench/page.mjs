import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findBrowser } from '../scripts/browser.mjs'
import { buildIfStale, serveSite } from '../scripts/serve.mjs'
import { dataFile } from './data/data-file.mjs'
import { median, megabytes, NOTHING, printTable, say, seconds } from './measure.mjs'
import { openAndWatch, scroll } from './page/probe.mjs'
import { serveOthers } from './page/serve.mjs'

/** @typedef {import('./page/probe.mjs').Places & { name: string, url: string, tellsMessages: boolean, isAlone?: boolean }} Viewer `isAlone`: one worker only */
/** @typedef {import('./data/data-file.mjs').DataFile & { shape: string }} Dropped */
/** @typedef {Record<'firstRows' | 'done' | 'longestTask' | 'longestFrame' | 'peak' | 'wheel' | 'drag' | 'blankWheel' | 'blankDrag' | 'stop', number | null>} Figures */
/** @typedef {{ figures: Figures, messages: number | null } | { failed: string }} Measured */

const BROWSER_ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
/** A page that was not busy for so long is done; the time counts from when it went quiet. */
const QUIET_MS = 2000
/** It may say too few messages so long after it looked done. */
const SHORT_MS = 15_000
/** What is still busy by then is measured as it is. */
const LIMIT_MS = 180_000
/** A page that does not even answer. */
const PATIENCE_MS = 300_000
const SCROLL_MS = 3000
/** Pixels in each frame: a notch of the wheel; the scroll bar dragged. */
const WHEEL_STEP = 120
const DRAG_STEP = 5000
/** So long the page may read before it is stopped. */
const READ_MS = 300

/**
 * The page in Chromium, the page's floor, and a viewer people like, with the same files. Each opening has a browser of its own.
 * @param {import('./bench.mjs').Options} options
 */
export async function benchPage({ sizes, messages, seed, runs }) {
  buildIfStale()
  const executablePath = await findBrowser()
  const [site, others] = await Promise.all([serveSite({ port: 0 }), serveOthers()])
  const rows = []
  const notes = []
  try {
    for (const wanted of [...sizes.map(bySize), ...messages.map(byCount)]) {
      const dropped = { shape: wanted.shape, ...(await dataFile({ ...wanted, seed })) }
      say(`page, ${dropped.shape}, ${megabytes(dropped.bytes)} MB`)
      const viewers = viewersAt(site.url, others.url)
      const measured = await measureInTurn(executablePath, viewers, dropped, runs ?? (dropped.bytes > 20e6 ? 1 : 3))
      rows.push(...viewers.map(({ name }, index) => [...cellsOfFile(dropped), name, ...cellsOf(measured, index)]))
      notes.push(...noteOn(dropped, measured[1]))
    }
  } finally {
    others.close()
    await site.close()
  }
  console.log('## The page\n')
  console.log(
    `${await versionOf(executablePath)}. Floor: a worker that streams the file, splits it at line ends and parses each line.\n`,
  )
  printTable(
    [
      'data',
      'MB',
      'messages',
      'viewer',
      'first rows s',
      'done s',
      '× floor',
      'longest task ms',
      'longest frame ms',
      'renderer peak MB',
      'frames/s wheel',
      'blank %',
      'frames/s drag',
      'blank %',
      'stop ms',
    ],
    rows,
  )
  for (const note of notes) console.log(`${note}\n`)
}

/** @param {number} size @returns {{ shape: import('./data/data-file.mjs').ShapeName, megabytes: number }} */
function bySize(size) {
  return { shape: 'lines', megabytes: size }
}

/** @param {number} count @returns {{ shape: import('./data/data-file.mjs').ShapeName, messages: number }} */
function byCount(count) {
  return { shape: 'list', messages: count }
}

/**
 * @param {string} site
 * @param {string} others
 * @returns {Viewer[]} the floor first
 */
function viewersAt(site, others) {
  const ours = {
    url: site,
    ready: 'h1',
    rows: '[aria-label="Timeline"] li[aria-posinset]',
    busy: '[aria-label="Timeline"] [aria-busy="true"]:not(li *), [role="progressbar"], progress',
    stop: 'Stop',
    tellsMessages: true,
  }
  const other = { ready: '[data-state="ready"]', busy: '[data-state="busy"]', stop: 'Stop', tellsMessages: false }
  return [
    { name: 'floor', url: `${others}/floor`, rows: 'li', ...other },
    { name: 'toolmend', ...ours },
    { name: 'toolmend, one worker', ...ours, isAlone: true },
    { name: 'vanilla-jsoneditor', url: `${others}/editor`, rows: '.jse-json-node', ...other },
  ]
}

/**
 * @param {string} executablePath
 * @param {Viewer[]} viewers
 * @param {Dropped} dropped
 * @param {number} runs
 * @returns {Promise<Measured[]>}
 */
async function measureInTurn(executablePath, viewers, dropped, runs) {
  /** @type {Measured[][]} */
  const measured = viewers.map(() => [])
  for (let turn = 0; turn < runs; turn += 1) {
    for (const [index, viewer] of viewers.entries()) {
      const before = measured[index]?.at(-1)
      if (!before || !('failed' in before)) measured[index]?.push(await measure(executablePath, viewer, dropped))
    }
  }
  return measured.map(summarise)
}

/**
 * @param {string} executablePath
 * @param {Viewer} viewer
 * @param {Dropped} dropped
 * @returns {Promise<Measured>}
 */
async function measure(executablePath, viewer, { path, messages: all }) {
  const how = { ...viewer, quietMs: QUIET_MS, shortMs: SHORT_MS, limitMs: LIMIT_MS, messages: viewer.tellsMessages ? all : null }
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS })
  try {
    const page = await openPage(browser, viewer, path)
    const { messages, ...opened } = await inTime(page, page.evaluate(openAndWatch, { ...how, readMs: null }))
    const wheel = await page.evaluate(scroll, { rows: viewer.rows, step: WHEEL_STEP, milliseconds: SCROLL_MS })
    const drag = await page.evaluate(scroll, { rows: viewer.rows, step: DRAG_STEP, milliseconds: SCROLL_MS })
    const peak = await peakOfRenderers(browser)
    await page.close()
    const again = await openPage(browser, viewer, path)
    const { stop } = await inTime(again, again.evaluate(openAndWatch, { ...how, readMs: READ_MS }))
    const scrolled = {
      wheel: wheel?.framesPerSecond ?? null,
      drag: drag?.framesPerSecond ?? null,
      blankWheel: wheel?.blank ?? null,
      blankDrag: drag?.blank ?? null,
    }
    return { figures: { ...opened, ...scrolled, peak, stop }, messages }
  } catch (error) {
    return { failed: error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 60) : 'failed' }
  } finally {
    await browser.close()
  }
}

/**
 * A page that holds the file in an input, ready to drop it on itself: the browser reads it from the disk, as with a real drop.
 * @param {import('@playwright/test').Browser} browser
 * @param {Viewer} viewer
 * @param {string} path
 */
async function openPage(browser, { url, ready, isAlone }, path) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  if (isAlone) await page.route(/worker[^/]*\.js$/, sayOneCore)
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.locator(ready).first().waitFor({ state: 'attached' })
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'bench-file'
    document.body.append(input)
  })
  await page.locator('#bench-file').setInputFiles(path)
  return page
}

/**
 * Tells a worker that the machine has one core, so that it starts no second worker.
 * @param {import('@playwright/test').Route} route
 */
async function sayOneCore(route) {
  const response = await route.fetch()
  const lie = "Object.defineProperty(navigator, 'hardwareConcurrency', { value: 1 });"
  await route.fulfill({ response, body: lie + (await response.text()) })
}

/**
 * @template T
 * @param {import('@playwright/test').Page} page
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTime(page, work) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  /** @type {Promise<never>} */
  const trouble = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`> ${PATIENCE_MS / 1000} s`)), PATIENCE_MS)
    page.once('crash', () => fail(new Error('the page crashed')))
    page.once('pageerror', ({ message }) => fail(new Error(message)))
  })
  work.catch(() => {}) // the trouble may have been told first
  try {
    return await Promise.race([work, trouble])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The most memory a renderer of this browser ever had, as the kernel counts it; null where the kernel does not say.
 * @param {import('@playwright/test').Browser} browser
 */
async function peakOfRenderers(browser) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const peaks = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => peakOfProcess(id))
  return peaks.length > 0 && peaks.every((peak) => peak !== null) ? Math.max(...peaks) : null
}

/** @param {number} id */
function peakOfProcess(id) {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}

/**
 * @param {Measured[]} turns
 * @returns {Measured}
 */
function summarise(turns) {
  const last = turns.at(-1)
  if (!last || 'failed' in last) return last ?? { failed: NOTHING }
  const all = turns.flatMap((turn) => ('failed' in turn ? [] : [turn.figures]))
  const names = /** @type {(keyof Figures)[]} */ (Object.keys(last.figures))
  const figures = names.map((name) => {
    const known = all.flatMap((figure) => figure[name] ?? [])
    return [name, known.length > 0 ? median(known) : null]
  })
  return { figures: Object.fromEntries(figures), messages: last.messages }
}

/** @param {Dropped} dropped */
function cellsOfFile({ shape, bytes, messages }) {
  return [shape, megabytes(bytes), messages.toLocaleString('en')]
}

/**
 * @param {Measured[]} measured the first is the floor
 * @param {number} index
 */
function cellsOf(measured, index) {
  const [floor, own] = [measured[0], measured[index]]
  if (!own || 'failed' in own) return [own?.failed ?? NOTHING, ...Array.from({ length: 10 }, () => NOTHING)]
  const { firstRows, done, longestTask, longestFrame, peak, wheel, drag, blankWheel, blankDrag, stop } = own.figures
  const least = floor && 'figures' in floor ? floor.figures.done : null
  return [
    cell(firstRows, seconds),
    done === null ? `> ${LIMIT_MS / 1000}` : seconds(done),
    done === null || least === null ? NOTHING : (done / least).toFixed(2),
    longestTask === 0 ? '< 50' : cell(longestTask, rounded), // the browser reports none below
    cell(longestFrame, rounded),
    cell(peak, megabytes),
    cell(wheel, rounded),
    cell(blankWheel, percent),
    cell(drag, rounded),
    cell(blankDrag, percent),
    cell(stop, rounded),
  ]
}

/**
 * @param {number | null} figure
 * @param {(figure: number) => string} write
 */
function cell(figure, write) {
  return figure === null ? NOTHING : write(figure)
}

/** @param {number} figure */
function rounded(figure) {
  return figure.toFixed(0)
}

/** @param {number} share */
function percent(share) {
  return rounded(share * 100)
}

/**
 * Being fast is no merit where something was left out.
 * @param {Dropped} dropped
 * @param {Measured | undefined} ours
 */
function noteOn({ shape, bytes, messages }, ours) {
  if (!ours || 'failed' in ours || ours.messages === messages) return []
  const found = ours.messages?.toLocaleString('en') ?? 'no count'
  return [`In ${shape} of ${megabytes(bytes)} MB the page says it found ${found} of ${messages.toLocaleString('en')} messages.`]
}

/** @param {string} executablePath */
async function versionOf(executablePath) {
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS })
  const version = browser.version()
  await browser.close()
  return `Chromium ${version}`
}
