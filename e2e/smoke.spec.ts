import { test as unwatched } from '@playwright/test'
import { contentSecurityPolicy } from '../scripts/policy.mjs'
import { serveSite } from '../scripts/serve.mjs'
import { expect, test } from './test.ts'

test('the page opens under its own policy', async ({ page, request }) => {
  const opened = await page.goto('./')
  await expect(page.getByRole('heading', { level: 1, name: 'Toolmend' })).toBeVisible()
  await expect(page).toHaveTitle(/Toolmend/)

  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]')
  await expect(policy).toHaveAttribute('content', contentSecurityPolicy)
  expect(opened?.headers()['content-security-policy']).toBe(contentSecurityPolicy)

  // A worker takes its policy from its own response, so every script has to carry it.
  const script = await page.locator('script[src]').first().getAttribute('src')
  const response = await request.get(script ?? '')
  expect(response.headers()['content-security-policy']).toBe(contentSecurityPolicy)
  expect(response.headers()['content-type']).toContain('text/javascript')
})

// Without the fixture: what the policy stops is logged as an error.
unwatched('the policy stops the page from connecting anywhere, even to its own host', async ({ page }) => {
  await page.goto('./')
  const directive = await page.evaluate(async () => {
    const stopped = new Promise<string>((done) => {
      document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true })
    })
    await fetch('./favicon.svg').catch(() => undefined)
    return stopped
  })
  expect(directive).toBe('connect-src')
})

const inFolder = test.extend({
  baseURL: async ({}, use) => {
    const site = await serveSite({ port: 0, folder: '/tools/toolmend/' })
    await use(site.url)
    await site.close()
  },
})

inFolder('the site stands in any folder of a host', async ({ page }) => {
  await page.goto('./')
  await expect(page.getByRole('heading', { level: 1, name: 'Toolmend' })).toBeVisible()
})
