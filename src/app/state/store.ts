import { startClient } from '../../worker/client.ts'
import { createToolmendStore, type Store as AnyStore } from './create-store.ts'

export type Store = AnyStore

/** The one store of the page, with the worker it asks. */
export const useStore = createToolmendStore(startClient())
