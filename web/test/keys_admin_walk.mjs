// Accounts, a backup and its drill, verification and who looked at what, without a mouse; told by tests/keyboard_pages_test.py.
import { code, end, newPage, told, want } from './browser.mjs'
import { signInByKeys } from './hands.mjs'

async function enter(user, part) {
  const hand = await signInByKeys(await newPage(), told, user, code)
  await hand.go('gl')
  await hand.act(hand.page.getByRole('navigation', { name: '管理' }).getByRole('link', { name: part }))
  return hand
}

// ── 1: somebody joins; another gets a first password; a third is suspended
const sec = await enter('sec', '机构与账号')
const page = sec.page
const record = (name) => sec.act(page.getByRole('dialog').getByRole('button', { name, exact: true }))
await sec.act(page.getByRole('button', { name: '登记人员' }))
await sec.write(page.getByLabel('账号（小写字母'), 'zx9')
await sec.write(page.getByLabel('姓名'), '壬')
await sec.pick(page.getByLabel('部门', { exact: true }), '信访室')
await sec.tick(page.getByLabel('承办人', { exact: true }))
await sec.write(page.getByLabel('理由'), '新到任')
await record('登记')
await page.getByText('请再为其发放首次密码').waitFor()
await sec.act(page.getByRole('button', { name: '办理 甲' }))
await sec.write(page.getByLabel('理由'), '本人忘记密码')
await record('办理')
await page.getByText('只显示这一次').waitFor()
await sec.act(page.getByRole('button', { name: '已抄好，关闭' }))
await page.getByText('首次密码，未改').first().waitFor()
await sec.act(page.getByRole('button', { name: '办理 丙' }))
await sec.choose(page.getByLabel('停用'))
await sec.write(page.getByLabel('理由'), '调离')
await record('办理')
await page.getByText('× 停用').waitFor()
await sec.to(page.getByRole('button', { name: '办理 丙' }))

// ── 20: a backup, and a drill of it
const sys = await enter('sys', '备份与演练')
await sys.act(sys.page.getByRole('button', { name: '现在备份' }))
await sys.page.getByText('已备份到').waitFor()
await sys.act(sys.page.getByRole('button', { name: '现在演练' }))
await sys.page.getByText('✓ 通过').waitFor()

// ── 20: verification, and who looked at what
const aud = await enter('aud', '日志与核验')
await aud.act(aud.page.getByRole('button', { name: '开始核验' }))
await aud.page.getByText('✓ 全部一致').waitFor()
await aud.act(aud.page.getByRole('navigation', { name: '管理' }).getByRole('link', { name: '查阅审计' }))
await aud.write(aud.page.getByLabel('谁（账号）'), 'aud')
await aud.press('Enter')
await aud.page.waitForURL(/user=aud/)
await aud.page.locator('tbody tr').first().waitFor()
want('the address does not tell the question', aud.page.url().includes('user=aud'))

await end()
