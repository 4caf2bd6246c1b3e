import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Nothing inline: the content policy allows scripts and styles of our own files alone.
export default defineConfig({
  plugins: [vue()],
  build: { assetsInlineLimit: 0, cssCodeSplit: true, modulePreload: { polyfill: false }, target: 'es2022', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
