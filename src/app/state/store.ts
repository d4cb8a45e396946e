import { startClient } from '../../worker/client.ts'
import { createToolmendStore, type Store as AnyStore } from './create-store.ts'

export type Store = AnyStore

/** The one store of the page, with the worker it asks. */
const client = startClient()
export const useStore = createToolmendStore(client)

/** Before anybody asks: its code then is there when the first source comes. */
export const startWorker = client.restart
