// The keyboard never falls off the page. When what had the focus goes away (a dialog closes, a form is done, a button becomes a line of text)
// or is switched off, browsers leave the focus nowhere, and whoever works without a mouse or hears the page read begins again at its top:
//
//   what had it ── still there, switched off for a moment ──▶ wait; it gets it back
//        │ gone
//        ▼
//   the part of the page around it that is left ── what had the focus before, in there ──▶ that
//        └────────────── nothing ──▶ the part itself
//
// Source: WCAG 2.2, 2.4.3 and 3.2; technique G59.
import { onBeforeUnmount, onMounted } from 'vue'

const remembered = 16

interface Had {
  element: HTMLElement
  around: HTMLElement[] // from the inside outwards
}

const canTake = (one: HTMLElement) => one.isConnected && !one.matches(':disabled') && one.checkVisibility()
const isNowhere = () => !document.activeElement || document.activeElement === document.body

function around(element: HTMLElement) {
  const all: HTMLElement[] = []
  for (let one = element.parentElement; one; one = one.parentElement) {
    all.push(one)
    if (one.tagName === 'MAIN') return all
  }
  return [] // the bar stays
}

export function useKeptFocus() {
  let past: Had[] = []
  let asked = 0
  let isByKey = false // a list that is scrolled by the wheel is not scrolled back

  function take(one: HTMLElement) {
    one.focus({ preventScroll: true })
    if (isByKey) one.scrollIntoView({ block: 'nearest' })
  }
  function pressed(event: Event) {
    isByKey = event.type === 'keydown'
    // Whoever clicks beside everything has put the keyboard down himself.
    if (event.type === 'pointerdown') requestAnimationFrame(() => isNowhere() && (past = []))
  }
  function came(event: FocusEvent) {
    if (!(event.target instanceof HTMLElement)) return
    const element = event.target
    past = [...past.filter((had) => had.element !== element), { element, around: around(element) }].slice(-remembered)
  }
  function look() {
    asked = 0
    const last = past.at(-1)
    if (!last || !isNowhere()) return
    if (last.element.isConnected && last.element.checkVisibility()) return canTake(last.element) ? take(last.element) : undefined
    const part = last.around.find((one) => one.isConnected && one.checkVisibility())
    if (!part) return
    const before = past.findLast((had) => part.contains(had.element) && canTake(had.element))
    if (before) return take(before.element)
    if (part.tabIndex < 0) part.tabIndex = -1
    part.focus({ preventScroll: true })
  }
  const changed = new MutationObserver(() => (asked ||= requestAnimationFrame(look)))

  const hands = ['keydown', 'pointerdown', 'wheel']

  onMounted(() => {
    for (const hand of hands) document.addEventListener(hand, pressed, { capture: true, passive: true })
    document.addEventListener('focusin', came)
    changed.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  })
  onBeforeUnmount(() => {
    for (const hand of hands) document.removeEventListener(hand, pressed, { capture: true })
    document.removeEventListener('focusin', came)
    changed.disconnect()
  })
}
