/**
 * The Content-Security-Policy of the site, as `<meta>` of the built page and as header wherever we serve it.
 * The header matters: a worker takes its policy from its own response, never from the page's `<meta>`.
 * `'unsafe-inline'` styles are there for Monaco, which has no layout without them.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ')
