import { Component, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
  readonly fallback: ReactNode | ((error: Error, again: () => void) => ReactNode)
}

/** Keeps a mistake of ours inside one panel: the others, and all changes, stay. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error('unknown') }
  }

  override render(): ReactNode {
    const { error } = this.state
    const { fallback, children } = this.props
    if (!error) return children
    return typeof fallback === 'function' ? fallback(error, () => this.setState({ error: null })) : fallback
  }
}
