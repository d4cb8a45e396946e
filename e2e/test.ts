import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test as base, expect } from '@playwright/test'

const SITE = fileURLToPath(new URL('../dist/site', import.meta.url))

/**
 * The `test` of every spec: whatever it checks, it also fails when a request is made for anything but a file of the build,
 * when something is logged as an error, and when an error goes uncaught.
 */
export const test = base.extend<{ clean: void }>({
  clean: [
    async ({ context, baseURL }, use) => {
      if (!baseURL) throw new Error('clean: the configuration sets a baseURL')
      const allowed = siteAddresses(baseURL)
      const faults: string[] = []
      context.on('request', (request) => {
        const url = request.url().replace(/[?#].*$/, '')
        const isOurs = request.method() === 'GET' && allowed.has(url) && !request.url().includes('?')
        if (!isOurs && !/^(data|blob):/.test(url)) faults.push(`request: ${request.method()} ${request.url()}`)
      })
      context.on('response', (response) => {
        if (response.status() >= 400) faults.push(`response: ${response.status()} ${response.url()}`)
      })
      context.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()}`)
      })
      context.on('weberror', (error) => {
        faults.push(`uncaught: ${error.error().stack ?? error.error().message}`)
      })
      await use()
      expect(faults, 'nothing but the files of the build is asked for, and nothing goes wrong in silence').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

function siteAddresses(baseURL: string): Set<string> {
  const files = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
  return new Set([baseURL, ...files.map((file) => new URL(file.replaceAll('\\', '/'), baseURL).href)])
}
