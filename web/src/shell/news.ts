// What changed, as the server tells it while a page is in sight: one stream a page. It says that something did, never what; whoever shows it
// asks again. Where there is no stream (an old proxy, too many pages) everything works as before, only not by itself.
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

import type { Schemas } from './api'

export type News = Schemas['NewsOfMine']

const again = 60_000
const live = ref(false)
const watched = ref<string[]>([]) // "lead/2026-000001", "case_file/2026-0001": what is open here
const hearers = new Set<(news: News) => void>()
let source: EventSource | null = null
let timer = 0

function close() {
  window.clearTimeout(timer)
  source?.close()
  source = null
  live.value = false
}
function open() {
  close()
  const mine = new EventSource(`/api/v1/events${watched.value.length ? `?watch=${encodeURIComponent(watched.value.join(','))}` : ''}`)
  source = mine
  mine.onopen = () => (live.value = true)
  mine.onmessage = (message: MessageEvent<string>) => {
    const news = JSON.parse(message.data) as News
    for (const hear of [...hearers]) hear(news)
  }
  // A break mends itself; a refusal does not, and is tried again much later.
  mine.onerror = () => {
    live.value = false
    if (mine.readyState === EventSource.CLOSED && source === mine) timer = window.setTimeout(open, again)
  }
}

// Once, by the house: as long as somebody is signed in and looks. A browser has few lines to one server, and a page behind others needs none.
export function followNews(isHere: Ref<boolean>) {
  const looks = ref(!document.hidden)
  document.addEventListener('visibilitychange', () => (looks.value = !document.hidden))
  watch(
    [isHere, looks, watched],
    ([here, seen], before) => {
      if (!here || !seen) return close()
      open()
      if (before[1] === false) for (const hear of [...hearers]) hear({ all: true })
    },
    { immediate: true },
  )
}

export const isLive = () => live.value

export function useNews(hear: (news: News) => void) {
  hearers.add(hear)
  onBeforeUnmount(() => hearers.delete(hear))
}

// The last entry of what is open here, as far as it was told; 0 where nothing was.
export function useLastEntry(object: () => string): Ref<number> {
  const entry = ref(0)
  const instead = (before: string, now: string) => {
    if (before !== now) watched.value = [...watched.value.filter((one) => one !== before), now].filter(Boolean)
  }
  const stop = watch(
    object,
    (now, before) => {
      instead(before ?? '', now)
      entry.value = 0
    },
    { immediate: true },
  )
  useNews((news) => {
    if (news.object === object()) entry.value = Number(news.entry)
  })
  onBeforeUnmount(() => {
    stop()
    instead(object(), '')
  })
  return entry
}
