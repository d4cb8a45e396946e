/** Regions in the order of the page; each has `data-region` and can take the focus. */
function regions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((element) => element.offsetParent !== null)
}

/** F6: from region to region, to the place inside that Tab would reach first. */
export function nextRegion(step: 1 | -1): void {
  const all = regions()
  const at = all.findIndex((region) => region.contains(document.activeElement))
  const next = at === -1 ? all[step === 1 ? 0 : all.length - 1] : all[(at + step + all.length) % all.length]
  if (next) focusInside(next)
}

export function focusRegion(name: string): void {
  const region = regions().find(({ dataset }) => dataset.region === name)
  if (region) focusInside(region)
}

function focusInside(region: HTMLElement): void {
  const inside = region.querySelector<HTMLElement>('li[tabindex="0"], textarea, .monaco-editor [role="textbox"]')
  ;(inside ?? region).focus()
}
