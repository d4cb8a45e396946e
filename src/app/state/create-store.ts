import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { Client } from '../../worker/client.ts'
import { createCompareSlice, type CompareSlice } from './compare-slice.ts'
import { createEditSlice, type EditSlice } from './edit-slice.ts'
import { createExplainSlice, type ExplainSlice } from './explain-slice.ts'
import { createMinimapSlice, type MinimapSlice } from './minimap-slice.ts'
import { createStandingsSlice, type StandingsSlice } from './standings-slice.ts'
import { createNoticesSlice, type NoticesSlice } from './notices-slice.ts'
import { createRepairSlice, type RepairSlice } from './repair-slice.ts'
import { createScreenSlice, type ScreenSlice } from './screen-slice.ts'
import { createSelectionSlice, type SelectionSlice } from './selection-slice.ts'
import { createSourcesSlice, type SourcesSlice } from './sources-slice.ts'
import { createTakeAwaySlice, type TakeAwaySlice } from './take-away-slice.ts'
import { createTextSlice, type TextSlice } from './text-slice.ts'
import { createViewSlice, type ViewSlice } from './view-slice.ts'

export type Store = SourcesSlice &
  ViewSlice &
  SelectionSlice &
  TextSlice &
  MinimapSlice &
  StandingsSlice &
  RepairSlice &
  EditSlice &
  CompareSlice &
  ExplainSlice &
  TakeAwaySlice &
  ScreenSlice &
  NoticesSlice

/** One store of what the user did and what the worker answered. All else is computed (`selectors.ts`). */
export function createToolmendStore(client: Client): UseBoundStore<StoreApi<Store>> {
  return create<Store>()((...api) => ({
    ...createSourcesSlice(...api),
    ...createViewSlice(client)(...api),
    ...createSelectionSlice(client)(...api),
    ...createTextSlice(client)(...api),
    ...createMinimapSlice(client)(...api),
    ...createStandingsSlice(client)(...api),
    ...createRepairSlice(client)(...api),
    ...createEditSlice(client)(...api),
    ...createCompareSlice(client)(...api),
    ...createExplainSlice(client)(...api),
    ...createTakeAwaySlice(client)(...api),
    ...createScreenSlice(client)(...api),
    ...createNoticesSlice(...api),
  }))
}
