import type { Ref } from 'react'
import type { ExplainAnswer } from '../../worker/protocol.ts'
import { openPicker } from '../open/picker.ts'
import { selectView } from '../state/selectors.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'

interface Props {
  readonly answer: ExplainAnswer
  readonly onAnother: () => void
  readonly ref: Ref<HTMLButtonElement>
}

/** What follows from the answer: to the place, to another file, to the rule, or to a better text. */
export function ErrorStep({ answer, onAnother, ref }: Props) {
  const { goToExplained, closeErrorBox, openRules } = useStore.getState()
  const hasSource = useStore((store) => selectView(store) !== undefined)
  const { explanation, row, problem } = answer
  const primary = { look: 'primary', ref } as const
  if (problem !== null || row !== null) {
    return (
      <Button {...primary} onClick={goToExplained}>
        {explanation.answer === 'elsewhere' ? words.explain.goElsewhere : words.explain.goTo}
      </Button>
    )
  }
  if (!explanation.recognised) {
    return (
      <Button {...primary} onClick={onAnother}>
        {words.explain.another}
      </Button>
    )
  }
  if (explanation.answer === 'not-violated') {
    return (
      <Button {...primary} onClick={() => openRules(explanation.rule)}>
        {words.rules.about}
      </Button>
    )
  }
  const open = () => {
    closeErrorBox()
    openPicker()
  }
  return (
    <Button {...primary} onClick={open}>
      {hasSource ? words.explain.openOther : words.open.openFile}
    </Button>
  )
}
