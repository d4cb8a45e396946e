import { defineConfig } from '@playwright/test'
import { findBrowser } from '../scripts/browser.mjs'
import { freePort } from './free-port.ts'

// Every test process reads this file again: the environment hands it what the first one decided.
const executablePath = (process.env.CHROMIUM_PATH ??= await findBrowser())
const port = (process.env.TOOLMEND_E2E_PORT ??= String(await freePort()))
const address = `http://127.0.0.1:${port}/`

export default defineConfig({
  testDir: '.',
  outputDir: '../dist/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  timeout: 60_000,
  use: {
    baseURL: address,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      chromiumSandbox: process.getuid?.() !== 0, // Chromium cannot sandbox itself when root starts it
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs --build --port ${port}`,
    cwd: '..',
    url: address,
    reuseExistingServer: false, // it could be the server of another checkout
  },
})
