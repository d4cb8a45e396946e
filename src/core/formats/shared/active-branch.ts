import type { Cursor } from '../../document/cursor.ts'

/** A message of a tree, with the one it follows. */
export interface TreeNode {
  readonly id: string | null
  readonly parent: string | null
  readonly at: Cursor
}

/**
 * The messages from the root to a leaf: to the one the product says is shown, else to the last one. Where the messages name
 * no others it is all of them. `others`: how many stand on branches that are not shown.
 */
export function activeBranch(nodes: readonly TreeNode[], leaf: string | null): { branch: Cursor[]; others: number } {
  const byId = new Map(nodes.flatMap((node) => (node.id === null ? [] : [[node.id, node] as const])))
  const isTree = nodes.some(({ parent }) => parent !== null && byId.has(parent))
  if (!isTree) return { branch: nodes.map(({ at }) => at), others: 0 }
  const branch: Cursor[] = []
  const seen = new Set<TreeNode>()
  let node = (leaf === null ? undefined : byId.get(leaf)) ?? nodes.at(-1)
  while (node && !seen.has(node)) {
    seen.add(node)
    branch.push(node.at)
    node = node.parent === null ? undefined : byId.get(node.parent)
  }
  return { branch: branch.reverse(), others: nodes.length - branch.length }
}
