import type { StateCreator } from 'zustand'
import type { RowEdit } from '../../core/editing/row-edit.ts'
import type { OrphanedResultPolicy, RepairOptions, Strategy } from '../../core/problem.ts'
import type { Client, Outcome } from '../../worker/client.ts'
import type { ProposalView, RepairEvent } from '../../worker/protocol.ts'
import { words } from '../words.ts'
import { formatAfter, type ChangeKind } from './history.ts'
import { isOver } from './reading.ts'
import { selectSource, selectView } from './selectors.ts'
import type { Store } from './create-store.ts'
import { whenRead } from './when-read.ts'

/** What the user chose about repairs; it holds for every source until changed. */
export interface RepairChoices {
  readonly strategy: Strategy
  readonly orphanedResult: OrphanedResultPolicy
  /** Text of a result we write; empty for the default of the core. */
  readonly resultText: string
  /** Template of `flatten`; empty for the default of the core. */
  readonly flattenTemplate: string
}

/** What a preview is of. */
export type PreviewOf =
  | { readonly type: 'fix'; readonly problem: number; readonly fix: number }
  | { readonly type: 'repair' }
  | { readonly type: 'safe' }
  /** All problems of a rule at once, each by its preferred fix; `title` says which. */
  | { readonly type: 'rule'; readonly rule: string; readonly title: string }
  /** A change by the user's own hand: what it adds is told, and up to the user. */
  | { readonly type: 'edit'; readonly row: number; readonly edit: RowEdit }

export type Preview =
  /** `last` is the answer to other choices of the same repair: shown meanwhile, never applied. */
  | { readonly state: 'asking'; readonly of: PreviewOf; readonly last: ProposalView | null; readonly percent: number | null }
  | { readonly state: 'ready'; readonly of: PreviewOf; readonly proposal: ProposalView }
  | { readonly state: 'failed'; readonly of: PreviewOf; readonly message: string }

export interface RepairSlice {
  readonly choices: RepairChoices
  /** Open while a proposal waits for yes or no; a new version of the source closes it. */
  readonly preview: Preview | null
  /** Which fix of the selected problem the keyboard would take; 0 is the preferred one. */
  readonly chosenFix: { readonly problem: number; readonly fix: number } | null

  choose: (choices: Partial<RepairChoices>) => void
  chooseFix: (problem: number, fix: number) => void
  previewOf: (of: PreviewOf) => Promise<void>
  closePreview: () => void
  applyPreview: () => void
  /** How far the worker is with the repair that is asked for. */
  reportRepair: (event: RepairEvent) => void
  /** A safe fix needs no preview: asks for it and applies it, unless it would add an error. */
  applyAtOnce: (of: PreviewOf) => Promise<void>
}

/** What a step of the history is called. */
const KINDS: Readonly<Record<PreviewOf['type'], ChangeKind>> = {
  fix: 'fix',
  edit: 'edit',
  repair: 'repair',
  safe: 'repair',
  rule: 'repair',
}
/** They change one place, so that they need not wait for the rest of the source. */
const isLocal = ({ type }: PreviewOf): boolean => type === 'fix' || type === 'edit'

/** Bytes of a source whose safe fixes are found and applied in a moment. */
const AT_ONCE = 20_000_000

export function createRepairSlice(client: Client): StateCreator<Store, [], [], RepairSlice> {
  return (set, get, store) => {
    /** Of the version on screen: while a newer one is read, an edit of the older would land in the wrong place. */
    async function propose(of: PreviewOf): Promise<Outcome<'propose-fix' | 'propose-repair' | 'propose-edit'>> {
      if (get().reading !== null && isLocal(of)) return { type: 'stale' }
      await whenRead(store)
      const { activeId, views, choices } = get()
      const view = activeId === null ? undefined : views[activeId]
      if (!view) return { type: 'stale' }
      const { revision, opened } = view
      const options = repairOptions(choices, opened.target)
      switch (of.type) {
        case 'fix':
          return client.ask({ type: 'propose-fix', revision, problem: of.problem, fix: of.fix, options })
        case 'edit':
          return client.ask({ type: 'propose-edit', revision, row: of.row, edit: of.edit })
        case 'repair':
          return client.ask({ type: 'propose-repair', revision, options })
        case 'safe':
          return client.ask({ type: 'propose-repair', revision, options: { ...options, only: 'safe' } })
        case 'rule': {
          const each = { rule: of.rule, fix: 0 }
          const answer = await client.ask({
            type: 'propose-repair',
            revision,
            options: { ...options, strategy: 'complete', each },
          })
          return answer.type === 'propose-repair' ? { ...answer, proposal: { ...answer.proposal, title: of.title } } : answer
        }
      }
    }

    /** A repair of what was read so far would leave out what is still to come. */
    function isRead(): boolean {
      const view = selectView(get())
      return view === undefined || isOver(view.opened.read)
    }

    function apply(of: PreviewOf, proposal: ProposalView): void {
      const { errors, warnings } = proposal.before
      const left = proposal.after.errors + proposal.after.warnings
      set({ preview: null })
      if (proposal.totals.edits === 0) return get().notify(words.repair.nothingToDo)
      const source = selectSource(get())
      const readAs = source && formatAfter(source.history.done) !== proposal.readAs ? proposal.readAs : undefined
      const { edits, packed, movedTo } = proposal
      const text = { edits, ...(packed && { packed }), ...(movedTo !== undefined && { movedTo }) }
      get().change(KINDS[of.type], proposal.title, text, readAs)
      get().notify(words.repair.applied(proposal.title, errors + warnings, left), 'undo')
    }

    return {
      choices: { strategy: 'complete', orphanedResult: 'drop', resultText: '', flattenTemplate: '' },
      preview: null,
      chosenFix: null,

      choose: (choices) => set((state) => ({ choices: { ...state.choices, ...choices } })),
      chooseFix: (problem, fix) => set({ chosenFix: { problem, fix } }),
      previewOf: async (of) => {
        get().flushTyping()
        if (!isLocal(of) && !isRead()) return get().notify(words.reading.first)
        const shown = get().preview
        const last = shown && shown.of.type === 'repair' && of.type === 'repair' ? proposalOf(shown) : null
        set({ preview: { state: 'asking', of, last, percent: null } })
        const outcome = await propose(of)
        if (get().preview?.of !== of) return // closed, or another one asked for
        if (isProposed(outcome)) {
          set({ preview: { state: 'ready', of, proposal: outcome.proposal } })
        } else {
          set({ preview: outcome.type === 'failed' ? { state: 'failed', of, message: outcome.message } : null })
        }
      },
      closePreview: () => {
        const { preview } = get()
        if (preview?.state === 'asking' && !isLocal(preview.of)) void client.ask({ type: 'drop-proposal' })
        set({ preview: null })
      },
      reportRepair: ({ bytes, of }) => {
        const { preview } = get()
        if (preview?.state !== 'asking') return
        set({ preview: { ...preview, percent: Math.floor((bytes / of) * 100) } })
      },
      applyPreview: () => {
        const { preview } = get()
        if (preview?.state === 'ready' && mayApply(preview)) apply(preview.of, preview.proposal)
      },
      applyAtOnce: async (of) => {
        get().flushTyping()
        if (!isLocal(of) && !isRead()) return get().notify(words.reading.first)
        // What takes seconds is shown while it is worked out, and can be closed.
        if (of.type === 'safe' && (selectView(get())?.opened.source.bytes ?? 0) > AT_ONCE) return get().previewOf(of)
        const outcome = await propose(of)
        if (outcome.type === 'failed') return get().notify(words.failed.title(outcome.message))
        if (!isProposed(outcome)) return
        if (addsNoError(outcome.proposal)) apply(of, outcome.proposal)
        else set({ preview: { state: 'ready', of, proposal: outcome.proposal } })
      },
    }
  }
}

/** What a preview can show. */
export function proposalOf(preview: Preview): ProposalView | null {
  switch (preview.state) {
    case 'asking':
      return preview.last
    case 'ready':
      return preview.proposal
    case 'failed':
      return null
  }
}

/** A fix that makes a new error is shown with its reason, and cannot be applied. */
export function addsNoError({ totals }: ProposalView): boolean {
  return totals.addedErrors === 0
}

/** A rule is held to make nothing worse; a user who has read what an edit adds may want it all the same. */
export function mayApply({ of, proposal }: Extract<Preview, { state: 'ready' }>): boolean {
  return proposal.totals.edits > 0 && (of.type === 'edit' || addsNoError(proposal))
}

type Proposed = Extract<Outcome<'propose-fix' | 'propose-repair' | 'propose-edit'>, { proposal: ProposalView }>

function isProposed(outcome: Outcome<'propose-fix' | 'propose-repair' | 'propose-edit'>): outcome is Proposed {
  return 'proposal' in outcome
}

function repairOptions(choices: RepairChoices, target: string): RepairOptions {
  const { strategy, orphanedResult, resultText, flattenTemplate } = choices
  return {
    target,
    strategy,
    orphanedResult,
    ...(resultText.trim() !== '' && { resultText }),
    ...(flattenTemplate.trim() !== '' && { flattenTemplate }),
  }
}
