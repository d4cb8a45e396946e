import type { StateCreator } from 'zustand'
import type { RuleEntry } from '../../core/rule-entries.ts'
import type { RuleId } from '../../core/problem.ts'
import type { Client } from '../../worker/client.ts'
import { words } from '../words.ts'
import { readSettings, writeSettings, type Settings } from './settings.ts'
import type { Store } from './create-store.ts'

/** The regions of the page; narrow screens show one at a time. */
export type Region = 'timeline' | 'problems' | 'source' | 'inspector' | 'export'

/** Dialogs that belong to no source. */
export type Dialog = 'shortcuts' | 'verify' | 'changes' | 'compare' | 'go-to' | 'rules'

export interface ScreenSlice {
  readonly settings: Settings
  /** The region a narrow screen shows; on a medium one, the region beside the timeline. */
  readonly region: Region
  readonly dialog: Dialog | null
  /** The rule somebody asked about; `null`: all of them. */
  readonly ruleShown: RuleId | null
  /** The problem whose fixes the menu of `Ctrl+.` shows. */
  readonly fixesOf: number | null

  setSettings: (settings: Partial<Settings>) => void
  showRegion: (region: Region) => void
  openDialog: (dialog: Dialog | null) => void
  /** All rules, or one of them. */
  openRules: (rule: RuleId | null) => void
  askRules: () => Promise<readonly RuleEntry[]>
  showFixes: (problem: number | null) => void
  /** What the worker asked of the network: nothing but its own files. */
  askWorkerRequests: () => Promise<readonly string[]>
}

export const createScreenSlice =
  (client: Client): StateCreator<Store, [], [], ScreenSlice> =>
  (set, get) => {
    let hasWarned = false
    return {
      settings: readSettings(),
      region: 'timeline',
      dialog: null,
      ruleShown: null,
      fixesOf: null,

      setSettings: (patch) => {
        const settings = { ...get().settings, ...patch }
        set({ settings })
        if (!writeSettings(settings) && !hasWarned) {
          hasWarned = true
          get().notify(words.settings.notKept)
        }
      },
      showRegion: (region) => set({ region }),
      openDialog: (dialog) => set({ dialog }),
      openRules: (ruleShown) => set({ ruleShown, dialog: 'rules' }),
      askRules: async () => {
        const answer = await client.ask({ type: 'rules' })
        return answer.type === 'rules' ? answer.rules : []
      },
      showFixes: (fixesOf) => set(fixesOf === null ? { fixesOf, chosenFix: null } : { fixesOf }),
      askWorkerRequests: async () => {
        const answer = await client.ask({ type: 'requests' })
        return answer.type === 'requests' ? answer.names : []
      },
    }
  }
