// Chinese first, English beside it. Every text that a page shows stands in a table of such pairs.
import { ref, watchEffect } from 'vue'

export interface Words {
  zh: string
  en: string
}

export type Language = 'zh' | 'en'

export const language = ref<Language>(localStorage.getItem('language') === 'en' ? 'en' : 'zh')

watchEffect(() => {
  localStorage.setItem('language', language.value)
  document.documentElement.lang = language.value === 'en' ? 'en' : 'zh-CN'
})

export function w(zh: string, en: string): Words {
  return { zh, en }
}

// 甲、乙、丙 as the officer's language strings them.
export const listed = (texts: string[]) => texts.join(language.value === 'en' ? ', ' : '、')

// The text in the officer's language; where there is no English, the Chinese. {0} is filled in.
export function tell(words: Words | undefined, ...parts: (string | number)[]): string {
  if (!words) return ''
  const text = (language.value === 'en' && words.en) || words.zh
  return text.replace(/\{(\d)\}/g, (_, place: string) => String(parts[Number(place)] ?? ''))
}
