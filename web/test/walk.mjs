// Walks the workbench as officers would, in real Chromium, from the words on the screen; told by tests/pages_test.py:
//   node walk.mjs '{"base": "http://127.0.0.1:8080", "secrets": {"an": [password, key]}, "chromium": "/usr/bin/chromium", "pictures": ""}'
// Prints what is wrong, a line each, and ends with 1; nothing wrong: 0.
import { end, look, newPage, signIn, told, want, ways } from './browser.mjs'

// ── the analyst: nobody comes in with a wrong password; then from the list to a transfer, by keyboard where keys are
const an = await newPage()
await look(an, 'login')
await signIn(an, 'an', 0, 'wrong')
await an.getByRole('alert').waitFor()
await signIn(an, 'an')
await an.getByRole('heading', { name: '我的工作台' }).waitFor()
await look(an, 'desk-empty')
await an.getByRole('navigation').getByRole('link', { name: '疑点' }).click()
await an.locator('.row').first().waitFor()
await look(an, 'findings')
await an.keyboard.press('j')
await an.keyboard.press('Enter')
await an.getByText('可能的正当情形').waitFor()
await look(an, 'finding')
await an.keyboard.press('Escape')
await an.locator('.sentence').waitFor({ state: 'detached' })
want('the place in the list is lost', (await an.locator('[aria-current="true"]').count()) === 1)
await an.keyboard.press('Enter')
await an.getByRole('button', { name: '请主管单位说明' }).click()
await an.getByLabel('主管单位').fill('财政局')
await an.getByLabel('答复期限').fill(told.today)

// The session ends while the form is half filled: nothing of it is lost.
const cookies = await an.context().cookies()
want('the session is not a __Host- cookie', cookies.some((one) => one.name.startsWith('__Host-') && one.httpOnly && one.secure))
await an.context().clearCookies()
await an.getByRole('button', { name: '登记', exact: true }).click()
await an.getByText('登录已失效').first().waitFor()
await look(an, 'session-ended')
await signIn(an, 'an', 1)
await an.getByLabel('主管单位').waitFor()
want('what was typed is lost', (await an.getByLabel('主管单位').inputValue()) === '财政局')
await an.getByRole('button', { name: '登记', exact: true }).click()
await an.locator('.side').getByText('待单位说明').waitFor()
await an.getByRole('button', { name: '登记说明', exact: true }).click()
await an.getByLabel('说明内容').fill('合同已补齐')
await an.getByRole('button', { name: '登记', exact: true }).click()
await an.locator('.side').getByText('已说明，待定出口').waitFor()
await an.getByRole('button', { name: '定出口', exact: true }).click()
await an.getByLabel('移送线索').check()
await an.getByLabel('理由').fill('说明与付款不符')
await look(an, 'exit')
await an.getByRole('button', { name: '登记', exact: true }).click()
await an.locator('.side').getByText('待受理').waitFor()

// ── case management: the transfer waits on the desk, is accepted, and the lead is read for a purpose
const cm = await newPage()
await signIn(cm, 'cm1')
await cm.getByText('移送待受理').waitFor()
await look(cm, 'desk')
await cm.locator('.row').first().click()
await cm.getByRole('button', { name: '受理为线索' }).click()
await cm.getByLabel('理由').fill('符合受理条件')
await cm.getByRole('button', { name: '登记', exact: true }).click()
await cm.locator('.side').getByText('已定出口').first().waitFor()
await cm.getByRole('navigation').getByRole('link', { name: '线索' }).click()
await cm.locator('.row').first().click()
await cm.getByLabel('查阅用途').fill('核对受理材料')
await cm.getByRole('button', { name: '查阅', exact: true }).click()
await cm.getByText('受理登记').waitFor()
await look(cm, 'lead')

// ── every page in both looks, at twice the text, and in English
const kept = await cm.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  for (const path of ['/', '/findings', '/leads', '/rules', '/rules/X01', '/sources']) {
    await page.goto(told.base + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(page, `${path.replaceAll('/', '_')}-${name}`)
  }
  await page.context().close()
}
await cm.getByRole('button', { name: 'English' }).click()
await cm.getByRole('link', { name: 'My desk', exact: true }).click()
await cm.getByText('Nothing waits for you.').waitFor()
await look(cm, 'desk-en')
await cm.getByRole('button', { name: 'Sign out' }).click()
await cm.getByLabel('Password').waitFor()

await end()
