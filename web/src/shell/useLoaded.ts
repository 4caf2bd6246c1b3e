// What a page shows, loaded once and again on demand; a refusal in words.
import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'

import { Refused } from './api'
import { w, type Words } from './words'

export interface Loaded<T> {
  data: ShallowRef<T | null>
  refusal: Ref<Words | null>
  loading: Ref<boolean>
  load: () => Promise<void>
}

export function wordsOf(error: unknown): Words {
  return error instanceof Refused ? error.words : w('页面出错，请刷新', 'The page failed: reload it')
}

export function useLoaded<T>(fetch: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const refusal = ref<Words | null>(null)
  const loading = ref(false)
  let turn = 0
  async function load() {
    const mine = ++turn // an answer that was overtaken is dropped
    loading.value = true
    try {
      const got = await fetch()
      if (mine === turn) [data.value, refusal.value] = [got, null]
    } catch (error) {
      if (mine === turn) refusal.value = wordsOf(error)
    } finally {
      if (mine === turn) loading.value = false
    }
  }
  onMounted(load)
  return { data, refusal, loading, load }
}
