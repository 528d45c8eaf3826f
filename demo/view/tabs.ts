// createTabs: one tab per script, with its version and how much of a rollout is still to come.

/** What a tab tells about its script. */
export interface TabState {
  readonly version?: number
  /** The part of the creatures that still run an older version, from 0 to 1. */
  readonly outdated: number
  readonly broken: boolean
}

/** The row of tabs. */
export interface Tabs {
  select(id: string): void
  update(id: string, state: TabState): void
}

/** Builds the tabs inside `parent`. */
export function createTabs(
  parent: HTMLElement,
  ids: readonly string[],
  onSelect: (id: string) => void,
): Tabs {
  const tabs = new Map(ids.map((id) => [id, createTab(id)]))
  for (const [id, { button }] of tabs) {
    button.addEventListener('click', () => onSelect(id))
    parent.append(button)
  }
  parent.addEventListener('keydown', ({ key }) => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
    const selected = ids.findIndex((id) => tabs.get(id)?.button.ariaSelected === 'true')
    const next = ids[(selected + step + ids.length) % ids.length]
    if (step === 0 || next === undefined) return
    onSelect(next)
    tabs.get(next)?.button.focus()
  })

  return {
    select(id) {
      for (const [other, { button }] of tabs) {
        button.ariaSelected = String(other === id)
        button.tabIndex = other === id ? 0 : -1
      }
    },
    update(id, { version, outdated, broken }) {
      const tab = tabs.get(id)
      if (!tab) return
      const label = version === undefined ? '' : `v${version}`
      if (tab.version.textContent !== label) tab.version.textContent = label
      tab.button.classList.toggle('broken', broken)
      tab.button.style.setProperty('--outdated', outdated.toFixed(3))
    },
  }
}

function createTab(id: string) {
  const button = document.createElement('button')
  button.type = 'button'
  button.role = 'tab'
  button.className = 'tab'
  button.setAttribute('data-script', id)
  const version = Object.assign(document.createElement('span'), { className: 'version' })
  button.append(id, version)
  return { button, version }
}
