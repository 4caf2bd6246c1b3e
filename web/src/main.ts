import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './style.css'

import { createApp } from 'vue'

import App from './App.vue'
import { router } from './router'
import { followTheme } from './shell/theme'

followTheme()
createApp(App).use(router).mount('#app')
