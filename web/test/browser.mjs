// What every walk through the pages needs: real Chromium, signing in with password and code, and a look that finds fault.
import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

import { small } from './small_png.mjs'

export const told = JSON.parse(process.argv[2])
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const wrong = []
export const want = (what, holds) => holds || wrong.push(what)

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

// In Chinese throughout, the browser's own words too where they are installed.
const browser = await chromium.launch({ executablePath: told.chromium, args: ['--no-sandbox'], env: { ...process.env, LANG: 'C.UTF-8', LANGUAGE: 'zh_CN' } })

// Answers that are still to come, but for the stream of news, which never ends.
const awaited = new WeakMap()
async function quiet(page) {
  for (let still = 0, turn = 0; still < 5 && turn < 600; turn++) {
    still = awaited.get(page).size ? 0 : still + 1
    await page.waitForTimeout(100)
  }
}

export async function newPage(options = {}) {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const asked = new Set()
  awaited.set(page, asked)
  page.on('request', (request) => request.resourceType() !== 'eventsource' && asked.add(request))
  for (const over of ['requestfinished', 'requestfailed']) page.on(over, (request) => asked.delete(request))
  page.on('pageerror', (error) => wrong.push(`script: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && !(told.dies ? /status of 4\d\d|ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/ : /status of 4\d\d/).test(message.text()) && wrong.push(`console: ${message.text()}`))
  page.setDefaultTimeout(Number(process.env.QY_PATIENCE ?? 60000))
  await page.goto(told.base)
  return page
}

// With a first password: one of his own is set, as the page asks.
export async function signIn(page, user, steps = 0, password = told.secrets[user][0]) {
  await page.getByLabel('账号').fill(user)
  await page.getByLabel('密码').fill(password)
  await page.getByLabel('动态码').fill(codeOf(told.secrets[user][1], steps))
  const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith('/api/v1/session')), page.keyboard.press('Enter')])
  if (answer.ok() && (await answer.json()).must_change) await setOwnPassword(page, user, password)
}

export async function setOwnPassword(page, user, password) {
  if (user === 'an') await look(page, 'first-password')
  told.secrets[user][0] = `own ${password}`
  await page.getByLabel('发放的密码').fill(password)
  await page.getByLabel('新密码', { exact: true }).fill(told.secrets[user][0])
  await page.getByLabel('再输一次新密码').fill(told.secrets[user][0])
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByRole('navigation').waitFor()
}

// Signed in, before his desk.
export async function enter(user, options = {}) {
  const page = await newPage(options)
  await signIn(page, user)
  await page.getByRole('heading', { name: '我的工作台' }).waitFor()
  return page
}

// The file of the walk; the purpose is asked once a sitting. `heading`: what is waited for; '' where he may not see any.
export async function openFile(page, heading = '下一步') {
  await page.goto(`${told.base}/cases/${told.file}`)
  if (!(await page.evaluate((id) => sessionStorage.getItem(`purpose:${id}`), told.file))) {
    await page.getByRole('button', { name: '办理', exact: true }).click()
    await page.getByRole('button', { name: '查阅', exact: true }).click()
  }
  if (heading) await page.getByRole('heading', { name: heading }).waitFor()
}

export const code = (user, steps = 0) => codeOf(told.secrets[user][1], steps)

// What the guide embeds is a window: of a long page its beginning.
async function forGuide(page, name, whole) {
  const at = await page.evaluate(() => scrollY)
  if (whole) await page.evaluate(() => scrollTo(0, 0))
  writeFileSync(`${told.guide.folder}/${name}.png`, small(await page.screenshot()))
  await page.evaluate((y) => scrollTo(0, y), at)
}

export async function look(page, name, whole = false) {
  await quiet(page)
  if (told.pictures) await page.screenshot({ path: `${told.pictures}/${name}.png`, fullPage: whole })
  if (told.guide.folder && told.guide.names.includes(name)) await forGuide(page, name, whole)
  await page.evaluate(axe) // through the debugger: the page's own policy would refuse it
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  for (const one of violations) wrong.push(`${name}: ${one.id}: ${one.nodes[0].html.slice(0, 120)}`)
  const codes = await page.locator('.mark, .timeline li').evaluateAll((all) => all.map((one) => one.firstChild?.textContent.trim() ?? '').filter((text) => /^[a-z]+([._][a-z]+)+$/.test(text)))
  want(`${name}: a code stands where a word should: ${codes}`, codes.length === 0)
  want(`${name}: wider than the screen`, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
}

// Somebody without a mouse: Tab until it has the focus.
export async function byTab(page, target, most = 200) {
  for (let i = 0; i < most; i++) {
    if (await target.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  want(`${target}: not reached by Tab`, false)
}
// What was measured, beside what is wrong.
export const measured = (what, value) => process.stderr.write(`${what}: ${value}\n`)

// Dark, high contrast, and text at twice its size on a 1280 screen.
export const ways = { dark: { colorScheme: 'dark' }, contrast: { contrast: 'more' }, twice: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 } }

export async function end() {
  await browser.close()
  for (const line of new Set(wrong)) console.log(line)
  process.exit(wrong.length ? 1 : 0)
}
