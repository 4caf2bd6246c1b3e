// Light or dark as the machine is set, until the officer says otherwise.
import { ref, watchEffect } from 'vue'

export type Theme = 'auto' | 'light' | 'dark'

const kept = localStorage.getItem('theme')
export const theme = ref<Theme>(kept === 'light' || kept === 'dark' ? kept : 'auto')

export function followTheme() {
  const machine = matchMedia('(prefers-color-scheme: dark)')
  const isDark = ref(machine.matches)
  machine.addEventListener('change', (event) => (isDark.value = event.matches))
  watchEffect(() => {
    localStorage.setItem('theme', theme.value)
    const dark = theme.value === 'dark' || (theme.value === 'auto' && isDark.value)
    document.documentElement.classList.toggle('dark', dark)
  })
}
