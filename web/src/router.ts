import { createRouter, createWebHistory } from 'vue-router'

import { mySections } from './features/admin/admin'
import TodoPage from './features/todo/TodoPage.vue'

// One line a page.
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'todo', component: TodoPage },
    { path: '/findings', name: 'findings', component: () => import('./features/findings/FindingsPage.vue') },
    { path: '/rules', name: 'rules', component: () => import('./features/rules/RulesPage.vue') },
    { path: '/rules/:id', name: 'rule', component: () => import('./features/rules/RulePage.vue'), props: true },
    { path: '/sources', name: 'sources', component: () => import('./features/sources/SourcesPage.vue') },
    { path: '/import', name: 'imports', component: () => import('./features/imports/ImportsPage.vue') },
    { path: '/import/:id', name: 'import', component: () => import('./features/imports/ImportPage.vue'), props: true },
    { path: '/coverage', name: 'coverage', component: () => import('./features/coverage/CoveragePage.vue') },
    { path: '/relations', name: 'relations', component: () => import('./features/relations/RelationsPage.vue') },
    { path: '/entities', name: 'entities', component: () => import('./features/entities/EntitiesPage.vue') },
    { path: '/leads', name: 'leads', component: () => import('./features/leads/LeadsPage.vue') },
    { path: '/cases', name: 'cases', component: () => import('./features/cases/CasesPage.vue') },
    { path: '/cases/:id', name: 'case', component: () => import('./features/cases/CaseFilePage.vue'), props: true },
    { path: '/cases/:id/sheet', name: 'case-sheet', component: () => import('./features/cases/CaseSheet.vue'), props: true },
    { path: '/supervision', name: 'supervision', component: () => import('./features/supervision/SupervisionPage.vue') },
    { path: '/registers', name: 'registers', component: () => import('./features/registers/RegistersPage.vue') },
    { path: '/approvals/:file/:id', name: 'approval', component: () => import('./features/cases/ApprovalPage.vue'), props: true },
    { path: '/admin', redirect: () => mySections()[0]?.to ?? '/' },
    { path: '/admin/accounts', name: 'accounts', component: () => import('./features/admin/AccountsPage.vue') },
    { path: '/admin/law', name: 'law', component: () => import('./features/admin/LawPage.vue') },
    { path: '/admin/log', name: 'log', component: () => import('./features/admin/LogPage.vue') },
    { path: '/admin/backups', name: 'backups', component: () => import('./features/admin/BackupsPage.vue') },
    { path: '/admin/readings', name: 'readings', component: () => import('./features/admin/ReadingsPage.vue') },
    { path: '/account', name: 'account', component: () => import('./features/account/AccountPage.vue') },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
