/**
 * Two plugins for the worker builds. The `<meta>` policy of a page does not bind its workers, and a static host may not let us
 * send the header that does. So no worker may hold a call that could reach a network: the build fails if one does.
 */
const NETWORK_CALL =
  /\bfetch\s*\(|\bimportScripts\s*\(|\bsendBeacon\s*\(|\bnew\s+(XMLHttpRequest|WebSocket|EventSource|WebTransport|RTCPeerConnection)\b/

/** @type {import('vite').Plugin} */
const failOnNetworkCalls = {
  name: 'fail-on-network-calls',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      const call = file.type === 'chunk' ? NETWORK_CALL.exec(file.code) : null
      if (file.type !== 'chunk' || !call) continue
      const around = file.code.slice(Math.max(0, call.index - 80), call.index + 80)
      this.error(`${file.fileName} is a worker and could reach a network:\n…${around}…`)
    }
  },
}

// Monaco's JSON worker can download schemas. We never ask it to, and it should not be able to.
const SCHEMA_REQUESTS = 'typeof fetch !== "undefined"'

/** @type {import('vite').Plugin} */
const withoutSchemaRequests = {
  name: 'without-schema-requests',
  transform(code, id) {
    if (!/monaco-editor\/.*json/.test(id) || !code.includes(SCHEMA_REQUESTS)) return null
    return { code: code.replace(SCHEMA_REQUESTS, 'false'), map: null }
  },
}

export const noNetworkInWorkers = [withoutSchemaRequests, failOnNetworkCalls]
