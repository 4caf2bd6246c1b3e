// A list of any length of which only what is looked at is fetched, block by block; far blocks are forgotten again. Its filter is the
// address of the page, so that a view can be kept and sent.
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { wordsOf } from './useLoaded'
import type { Words } from './words'

interface Part<Line> {
  items: Line[]
  total: number
  run: string // of one state of the data; another one and the places mean other lines
}

export const blockSize = 200
const mostBlocks = 30
const pauseMs = 60 // a dragged scrollbar passes over thousands of places

export function useSparseLines<Answer extends Part<{ id: string }>, Name extends string>(names: readonly Name[], ask: (filter: Record<Name, string>, at: number, limit: number) => Promise<Answer>) {
  type Line = Answer['items'][number]
  const route = useRoute()
  const router = useRouter()
  const text = (name: string) => (typeof route.query[name] === 'string' ? (route.query[name] as string) : '')
  const filter = computed(() => Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>)
  const page = shallowRef<Answer | null>(null) // the last answer: what is true of the whole list
  const blocks = shallowRef(new Map<number, Line[]>())
  const refusal = ref<Words | null>(null)
  const total = computed(() => page.value?.total ?? 0)
  const asked = new Map<number, Promise<void>>()
  let turn = 0
  let wanted: number[] = []
  let timer = 0

  const lineAt = (place: number): Line | undefined => blocks.value.get(Math.floor(place / blockSize))?.[place % blockSize]

  function fetchBlock(block: number): Promise<void> {
    const asking = asked.get(block) ?? askFor(block)
    asked.set(block, asking)
    return asking
  }
  async function askFor(block: number): Promise<void> {
    const mine = turn
    try {
      const got = await ask(filter.value, block * blockSize, blockSize)
      if (mine !== turn) return
      if (page.value && page.value.run !== got.run) return reset()
      page.value = got
      const all = new Map(blocks.value).set(block, got.items)
      for (const far of [...all.keys()].sort((a, b) => Math.abs(b - block) - Math.abs(a - block)).slice(0, Math.max(all.size - mostBlocks, 0))) {
        all.delete(far)
        asked.delete(far)
      }
      blocks.value = all
      refusal.value = null
    } catch (error) {
      asked.delete(block)
      if (mine === turn) refusal.value = wordsOf(error)
    }
  }
  // What is on the screen now.
  function need(from: number, to: number) {
    wanted = []
    for (let block = Math.floor(from / blockSize); block * blockSize <= to; block++) if (!asked.has(block)) wanted.push(block)
    if (!wanted.length) return
    clearTimeout(timer)
    timer = window.setTimeout(() => wanted.forEach((block) => void fetchBlock(block)), pauseMs)
  }
  async function lineOf(place: number): Promise<Line | undefined> {
    if (!lineAt(place)) await fetchBlock(Math.floor(place / blockSize))
    return lineAt(place)
  }
  function reset(): Promise<void> {
    turn++
    asked.clear()
    blocks.value = new Map()
    page.value = null
    return fetchBlock(0)
  }
  watch(() => JSON.stringify(filter.value), reset, { immediate: true })

  // A line that has changed stays where it is.
  function replace(change: Line) {
    blocks.value = new Map([...blocks.value].map(([block, lines]) => [block, lines.map((line) => (line.id === change.id ? { ...line, ...change } : line))]))
  }
  const set = (change: Record<string, string>) => router.replace({ query: { ...route.query, ...change } })
  return { text, filter, page, total, lineAt, lineOf, need, refusal, set, reset, replace }
}
