// Walks the workbench as officers would, in real Chromium, from the words on the screen; told by tests/pages_test.py:
//   node walk.mjs '{"base": "http://127.0.0.1:8080", "secrets": {"an": [password, key]}, "chromium": "/usr/bin/chromium", "pictures": ""}'
// Prints what is wrong, a line each, and ends with 1; nothing wrong: 0.
import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const told = JSON.parse(process.argv[2])
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const wrong = []
const want = (what, holds) => holds || wrong.push(what)

function codeOf(key, steps = 0) {
  let bits = ''
  for (const c of key.replace(/=/g, '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps))
  const hash = createHmac('sha1', bytes).update(counter).digest()
  const at = hash[19] & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0')
}

const browser = await chromium.launch({ executablePath: told.chromium, args: ['--no-sandbox'] })

async function newPage(options = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && wrong.push(`console: ${message.text()}`))
  page.setDefaultTimeout(60000)
  await page.goto(told.base)
  return page
}

async function signIn(page, user, steps = 0, password = told.secrets[user][0]) {
  await page.getByLabel('账号').fill(user)
  await page.getByLabel('密码').fill(password)
  await page.getByLabel('动态码').fill(codeOf(told.secrets[user][1], steps))
  await page.keyboard.press('Enter')
}

async function look(page, name) {
  await page.waitForLoadState('networkidle')
  if (told.pictures) await page.screenshot({ path: `${told.pictures}/${name}.png` })
  await page.evaluate(axe) // through the debugger: the page's own policy would refuse it
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  for (const one of violations) wrong.push(`${name}: ${one.id}: ${one.nodes[0].html.slice(0, 120)}`)
  want(`${name}: wider than the screen`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
}

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
const ways = { dark: { colorScheme: 'dark' }, contrast: { contrast: 'more' }, twice: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } }
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

await browser.close()
for (const line of new Set(wrong)) console.log(line)
process.exit(wrong.length ? 1 : 0)
