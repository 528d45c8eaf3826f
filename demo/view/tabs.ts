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
  readonly ids: readonly string[]
  add(id: string): void
  select(id: string): void
  update(id: string, state: TabState): void
}

/** Builds the tabs inside `parent`. */
export function createTabs(parent: HTMLElement, onSelect: (id: string) => void): Tabs {
  const tabs = new Map<string, Tab>()
  const idsNow = () => [...tabs.keys()]

  parent.addEventListener('keydown', ({ key }) => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
    const ids = idsNow()
    const selected = ids.findIndex((id) => tabs.get(id)?.button.ariaSelected === 'true')
    const next = ids[(selected + step + ids.length) % ids.length]
    if (step === 0 || next === undefined) return
    onSelect(next)
    tabs.get(next)?.button.focus()
  })

  return {
    get ids() {
      return idsNow()
    },
    add(id) {
      const tab = createTab(id)
      tab.button.addEventListener('click', () => onSelect(id))
      parent.append(tab.button)
      tabs.set(id, tab)
    },
    select(id) {
      for (const [other, { button }] of tabs) {
        button.ariaSelected = String(other === id)
        button.tabIndex = other === id ? 0 : -1
      }
      tabs.get(id)?.button.scrollIntoView({ block: 'nearest', inline: 'nearest' })
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

interface Tab {
  readonly button: HTMLElement
  readonly version: HTMLElement
}

function createTab(id: string): Tab {
  const button = document.createElement('button')
  button.type = 'button'
  button.role = 'tab'
  button.className = 'tab'
  button.setAttribute('data-script', id)
  button.setAttribute('aria-controls', 'editor')
  const version = Object.assign(document.createElement('span'), { className: 'version' })
  button.append(id, version)
  return { button, version }
}
