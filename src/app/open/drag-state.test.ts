import { describe, expect, test } from 'vitest'
import { nextDragState, noDrag, type DragLike } from './drag-state.ts'

const page = new EventTarget()
const row = new EventTarget()
const drag = (type: string, target: EventTarget, types: string[] = ['Files'], length = 3): DragLike => ({
  type,
  target,
  dataTransfer: { types, items: { length } },
})
const after = (...events: DragLike[]) => events.reduce(nextDragState, noDrag)

describe('files over the window', () => {
  test('are noticed and counted', () => {
    expect(after(drag('dragenter', page))).toEqual({ over: page, files: 3 })
  })

  test('stay noticed while they pass from one element to another', () => {
    expect(after(drag('dragenter', page), drag('dragenter', row), drag('dragleave', page)).over).toBe(row)
    expect(
      after(
        drag('dragenter', page),
        drag('dragenter', row),
        drag('dragleave', page),
        drag('dragenter', page),
        drag('dragleave', row),
      ).over,
    ).toBe(page)
  })

  test.each(['dragleave', 'drop', 'dragend', 'blur', 'keydown'])('are forgotten on %s', (type) => {
    expect(after(drag('dragenter', page), drag(type, page))).toEqual(noDrag)
  })
})

test.each([
  ['selected text', ['text/plain', 'text/html']],
  ['a link', ['text/uri-list', 'text/plain']],
  ['an image of a page', ['text/uri-list', 'text/html', 'Files']],
])('%s is no file', (_name, types) => {
  expect(after(drag('dragenter', page, types))).toEqual(noDrag)
})
