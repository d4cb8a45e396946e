import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { noNetworkInWorkers } from './scripts/no-network-in-workers.mjs'
import { contentSecurityPolicy } from './scripts/policy.mjs'

// Only in the build: the dev server needs inline scripts for React's fast refresh.
const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
}

export default defineConfig({
  base: './', // one build for any folder of any host
  plugins: [react(), policyInPage],
  resolve: {
    alias: {
      // The real loader knows the address of a CDN; ours has only the bundled editor to give.
      '@monaco-editor/loader': fileURLToPath(new URL('./src/app/editor/monaco-loader.ts', import.meta.url)),
    },
  },
  worker: { format: 'es', plugins: () => noNetworkInWorkers },
  build: { target: 'es2023', outDir: 'dist/site', chunkSizeWarningLimit: 4000 },
  preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  test: {
    projects: [
      // Properties try hundreds of conversations each; a loaded machine must not make them fail.
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 120_000 } },
      { test: { name: 'command', include: ['bin/**/*.test.js'], testTimeout: 120_000 } }, // needs dist/lib
      { test: { name: 'scripts', include: ['scripts/**/*.test.mjs'] } },
    ],
  },
})
