/** All that the editor can do (`load-code-pane.ts`). */
import 'monaco-editor/features/register.all'

export const hasFeatures = true
