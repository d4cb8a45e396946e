/**
 * What runs inside the measured page. Each function is sent there as text, so it stands alone: it sees its arguments and the page.
 * Times are those of the page's own clock.
 */

/**
 * Where things are in a page.
 * @typedef {object} Places
 * @property {string} ready there when the page can take a file
 * @property {string} rows one of these with words in it: the first rows are there
 * @property {string} busy one of these: the page is still at work
 * @property {string} stop the accessible name of the button that stops it
 */

/**
 * Milliseconds since the drop. `stop`: from the press on the button until nothing was busy; null when there was nothing to press.
 * @typedef {object} Opened
 * @property {number | null} firstRows null when there were none
 * @property {number | null} done null when it was still busy after `limitMs`
 * @property {number} longestTask
 * @property {number} longestFrame
 * @property {number | null} stop
 * @property {number | null} messages as many as the page says it found
 */

/**
 * Drops the file of the input `#bench-file` on the page and looks at every frame until nothing has been busy for `quietMs`,
 * so that what the page does afterwards (an editor that loads) counts as a long task of its own. With `readMs`, the page is stopped so long after it offers to be stopped. A page that tells how many messages it found and
 * says too few is not done, whether it looks busy or not: for `shortMs` at most.
 * @param {Places & { quietMs: number, shortMs: number, limitMs: number, readMs: number | null, messages: number | null }} how
 * @returns {Promise<Opened>}
 */
export function openAndWatch({ rows, busy, stop, quietMs, shortMs, limitMs, readMs, messages }) {
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench-file'))
  const transfer = new DataTransfer()
  for (const file of input.files ?? []) transfer.items.add(file)
  input.remove()

  let longestTask = 0
  /** @param {PerformanceEntryList} tasks */
  const noteTasks = (tasks) => {
    for (const { duration } of tasks) longestTask = Math.max(longestTask, duration)
  }
  const observer = new PerformanceObserver((list) => noteTasks(list.getEntries()))
  observer.observe({ type: 'longtask' })

  const started = performance.now()
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }))
  }
  const hasRows = () => [...document.querySelectorAll(rows)].some((row) => row.textContent?.trim())
  const findStop = () =>
    [...document.querySelectorAll('button')].find((button) => (button.ariaLabel ?? button.textContent)?.trim() === stop)
  const countOfMessages = () => {
    const said = [...document.querySelectorAll('p')].map((paragraph) => /([\d,]+) messages? · /.exec(paragraph.textContent ?? ''))
    const digits = said.find((match) => match !== null)?.[1]
    return digits === undefined ? null : Number(digits.replaceAll(',', ''))
  }

  return new Promise((finish) => {
    let before = started
    let firstRows = 0
    let quietSince = 0
    let longestFrame = 0
    let couldStop = 0
    let pressed = 0
    let lastBusy = started
    const look = () => {
      const now = performance.now()
      longestFrame = Math.max(longestFrame, now - before)
      before = now
      if (firstRows === 0 && hasRows()) firstRows = now
      const button = findStop()
      if (button && readMs !== null && pressed === 0) {
        couldStop ||= now
        if (now - couldStop > readMs) {
          pressed = now
          button.click()
        }
      }
      if (button || document.querySelector(busy)) lastBusy = now
      const isShort = messages !== null && now - lastBusy < shortMs && countOfMessages() !== messages
      if (lastBusy === now || (pressed === 0 && (firstRows === 0 || isShort))) quietSince = 0
      else quietSince ||= now
      const isOver = now - started > limitMs || (quietSince > 0 && now - quietSince > quietMs)
      if (!isOver) return requestAnimationFrame(look)
      // The browser tells of a long task only some time after it.
      setTimeout(() => {
        noteTasks(observer.takeRecords())
        finish({
          firstRows: firstRows === 0 ? null : firstRows - started,
          done: quietSince === 0 ? null : quietSince - started,
          longestTask,
          longestFrame,
          stop: pressed === 0 || quietSince === 0 ? null : quietSince - pressed,
          messages: countOfMessages(),
        })
      }, 200)
    }
    requestAnimationFrame(look)
  })
}

/**
 * Scrolls the list that holds the rows, one step in each frame.
 * @param {{ rows: string, step: number, milliseconds: number }} how `step` in pixels
 * @returns {Promise<{ framesPerSecond: number, blank: number } | null>} `blank`: share of frames in which no row had words; null when
 *   nothing can be scrolled
 */
export function scroll({ rows, step, milliseconds }) {
  const row = document.querySelector(rows)
  const canScroll = (/** @type {Element} */ element) =>
    element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY)
  let list = row?.parentElement ?? null
  while (list && !canScroll(list)) list = list.parentElement
  if (!list) return Promise.resolve(null)
  const scroller = list
  return new Promise((done) => {
    const started = performance.now()
    let frames = 0
    let blank = 0
    const move = () => {
      const passed = performance.now() - started
      if (![...document.querySelectorAll(rows)].some((item) => item.textContent?.trim())) blank += 1
      if (passed > milliseconds) return done({ framesPerSecond: frames / (passed / 1000), blank: blank / (frames + 1) })
      frames += 1
      scroller.scrollTop += step
      requestAnimationFrame(move)
    }
    requestAnimationFrame(move)
  })
}
