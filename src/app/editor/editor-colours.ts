import type { editor } from 'monaco-editor/editor'

/** The tokens of the page as a theme of the editor. Quiet: colour is for roles and severities, not for syntax. */
export function editorColours(): editor.IStandaloneThemeData {
  const colour = tokenReader()
  const text = colour('text')
  const muted = colour('text-muted')
  return {
    base: isDark() ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: text },
      { token: 'string.key', foreground: colour('role-system'), fontStyle: 'bold' },
      { token: 'string', foreground: text },
      { token: 'number', foreground: colour('role-reasoning') },
      { token: 'keyword', foreground: colour('role-reasoning') },
      { token: 'delimiter', foreground: muted },
      { token: 'comment', foreground: muted },
    ],
    colors: {
      'editor.background': colour('bg'),
      'editor.foreground': text,
      'editorLineNumber.foreground': muted,
      'editorLineNumber.activeForeground': text,
      'editorCursor.foreground': text,
      'editor.selectionBackground': `${colour('focus')}40`,
      'editor.lineHighlightBackground': colour('surface'),
      'editor.lineHighlightBorder': '#00000000',
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, muted])),
      'editorBracketMatch.border': colour('border-control'),
      'editorBracketMatch.background': '#00000000',
      'editorIndentGuide.background1': colour('border-subtle'),
      'editorIndentGuide.activeBackground1': colour('border-control'),
      'editorError.foreground': colour('mark-error'),
      'editorWarning.foreground': colour('mark-warning'),
      'editorInfo.foreground': colour('mark-info'),
      'editorOverviewRuler.errorForeground': colour('mark-error'),
      'editorOverviewRuler.warningForeground': colour('mark-warning'),
      'editorOverviewRuler.infoForeground': colour('mark-info'),
      'editorOverviewRuler.border': '#00000000',
      'editorWidget.background': colour('surface'),
      'editorWidget.foreground': text,
      'editorWidget.border': colour('border-control'),
      'editorHoverWidget.background': colour('surface'),
      'editorHoverWidget.foreground': text,
      'editorHoverWidget.border': colour('border-control'),
      'input.background': colour('bg'),
      'input.foreground': text,
      'input.border': colour('border-control'),
      'inputOption.activeBorder': colour('focus'),
      focusBorder: colour('focus'),
      'editor.findMatchBackground': colour('match'),
      'editor.findMatchHighlightBackground': `${colour('match')}99`,
      'scrollbarSlider.background': `${colour('border-control')}66`,
      'scrollbarSlider.hoverBackground': `${colour('border-control')}99`,
      'scrollbarSlider.activeBackground': colour('border-control'),
      'menu.background': colour('surface'),
      'menu.foreground': text,
      'menu.selectionBackground': colour('raised'),
      'menu.selectionForeground': text,
    },
  }
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
}

/** The value a token has now, as a hex colour; the style sheet stays the only place where colours are written. */
function tokenReader(): (token: string) => string {
  const probe = document.createElement('span')
  // With forced colours every token would be one and the same, and the editor does not survive a theme of a single colour.
  probe.style.setProperty('forced-color-adjust', 'none')
  document.body.append(probe)
  const values = new Map<string, string>()
  queueMicrotask(() => probe.remove())
  return (token) => {
    const known = values.get(token)
    if (known) return known
    probe.style.color = `var(--${token})`
    const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number)
    const hex = `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    values.set(token, hex)
    return hex
  }
}
