import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { groupScripts } from './size-budget.mjs'

/** @type {Record<string, string>} */
const site = {
  'index.html': `<script type="module" crossorigin src="./assets/index.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/shared.js"><link rel="stylesheet" href="./assets/index.css">`,
  'assets/index.js': 'import{a as b}from"./shared.js";import"./side.js";const c=()=>import(`./panel.js`);',
  'assets/shared.js': 'new Worker(new URL(new URL(`thread.js`,import.meta.url).href,``+import.meta.url),{type:`module`})',
  'assets/side.js': '',
  'assets/panel.js': 'import{x}from"./shared.js";import{y}from"./widget.js";const e=()=>import("./editor.js")',
  'assets/widget.js': '',
  'assets/editor.js': '',
  'assets/thread.js': '',
}
/** @param {string} file */
const read = (file) => site[file] ?? ''
const scripts = Object.keys(site).filter((file) => file.endsWith('.js'))

test('what the page imports counts, what it asks for later does not', () => {
  expect(groupScripts(read, scripts)).toEqual({
    start: ['assets/index.js', 'assets/shared.js', 'assets/side.js'],
    idle: ['assets/panel.js', 'assets/thread.js', 'assets/widget.js'],
    later: ['assets/editor.js'],
  })
})

test('an import nobody can follow is not taken for a small page', () => {
  expect(() => groupScripts((file) => (file === 'assets/side.js' ? 'import"./gone.js"' : read(file)), scripts)).toThrow('gone.js')
})

test('more than the budget fails', () => {
  const script = fileURLToPath(new URL('size-budget.mjs', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'toolmend-size-'))
  mkdirSync(join(folder, 'assets'))
  for (const [file, text] of Object.entries(site)) writeFileSync(join(folder, file), text)
  /** @param {string} budget */
  const run = (budget) => spawnSync(process.execPath, [script, '--site', folder, '--budget', budget], { encoding: 'utf8' })
  const [within, over] = [run('1'), run('0.05')]
  rmSync(folder, { recursive: true })
  expect(within.status).toBe(0)
  expect(over.status).toBe(1)
  expect(over.stderr).toMatch(/before the first interaction, the budget is 0.05 kB/)
})
