// The three administrators at their own parts, from the words on the screen; told by tests/admin_pages_test.py. Prints what is wrong.
import { end, enter, look, newPage, told, want, ways } from './browser.mjs'

async function enterOffice(user) {
  const page = await enter(user)
  await page.getByRole('navigation').getByRole('link', { name: '管理' }).click()
  return page
}
const part = (page, name) => page.getByRole('navigation', { name: '管理' }).getByRole('link', { name }).click()

// ── security: who is where; a first password for somebody who forgot his; somebody is suspended
const sec = await enterOffice('sec')
await sec.getByText('案件监督管理室').first().waitFor()
await look(sec, 'admin-accounts', true)
want('one can act on oneself', (await sec.getByRole('button', { name: '办理 戊' }).count()) === 0)
await sec.getByRole('button', { name: '办理 甲' }).click()
await sec.getByLabel('理由').fill('本人忘记密码')
await look(sec, 'admin-account-dialog')
await sec.getByRole('dialog').getByRole('button', { name: '办理', exact: true }).click()
await sec.getByText('只显示这一次').waitFor()
await look(sec, 'admin-first-password')
await sec.getByRole('button', { name: '已抄好，关闭' }).click()
await sec.getByText('首次密码，未改').first().waitFor()
await sec.getByRole('button', { name: '办理 丙' }).click()
await sec.getByLabel('停用').check()
await sec.getByLabel('理由').fill('调离')
await sec.getByRole('dialog').getByRole('button', { name: '办理', exact: true }).press('Enter')
await sec.getByText('已办理，并登记在案').waitFor()
await sec.getByText('× 停用').waitFor()
// ── somebody joins a room that was not there yet, and gets another role
await sec.getByRole('button', { name: '登记人员' }).click()
await sec.getByLabel('账号（小写字母').fill('zx9')
await sec.getByLabel('姓名').fill('壬')
await sec.getByLabel('部门', { exact: true }).selectOption({ label: '新的部门…' })
await sec.getByLabel('部门编号').fill('js9')
await sec.getByLabel('部门名称').fill('第九纪检监察室')
await sec.getByLabel('承办人', { exact: true }).check()
await sec.getByLabel('理由').fill('新到任')
await look(sec, 'admin-person-dialog', true)
// Nobody is two administrators: refused where it can be read however long the form, and put right in the same dialog.
const two = ['系统管理员', '审计管理员'].map((name) => sec.getByLabel(name, { exact: true }))
for (const one of two) await one.check()
await sec.setViewportSize(ways.twice.viewport)
await sec.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
const refused = await sec.getByRole('dialog').getByRole('alert').boundingBox()
want('the refusal is out of sight', refused.y >= 0 && refused.y + 40 <= ways.twice.viewport.height)
await sec.setViewportSize({ width: 1280, height: 800 })
for (const one of two) await one.uncheck()
await sec.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
await sec.getByText('请再为其发放首次密码').waitFor()
await sec.getByRole('heading', { name: '第九纪检监察室' }).waitFor()
await sec.getByRole('button', { name: '变更 壬' }).click()
await sec.getByLabel('审理', { exact: true }).check()
await sec.getByLabel('理由').fill('岗位调整')
await sec.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).press('Enter')
await sec.getByText('已变更，并登记在案').waitFor()
want('security sees who read what', (await sec.getByRole('navigation', { name: '管理' }).getByRole('link', { name: '查阅审计' }).count()) === 0)

// ── system: the law, a backup and a drill
const sys = await enterOffice('sys')
await part(sys, '规则与程序')
await sys.getByText('监察法实施条例').first().waitFor()
await look(sys, 'admin-law', true)
await part(sys, '备份与演练')
await sys.getByRole('button', { name: '现在备份' }).click()
await sys.getByText('已备份到').waitFor()
await sys.getByRole('button', { name: '现在演练' }).click()
await sys.getByText(/演练 D\d+-\d+ 已登记/).waitFor()
await sys.getByText('✓ 通过').waitFor()
await look(sys, 'admin-backups', true)

// ── audit: the log, verification, who looked at what
const aud = await enterOffice('aud')
await part(aud, '日志与核验')
await aud.getByText('还没有外部见证').waitFor()
await aud.getByRole('button', { name: '开始核验' }).click()
await aud.getByText('✓ 全部一致').waitFor()
await look(aud, 'admin-log', true)
await part(aud, '查阅审计')
await aud.getByLabel('谁（账号）').fill('aud')
await aud.getByRole('button', { name: '查看', exact: true }).click()
await aud.waitForURL(/user=aud/)
await aud.locator('tbody tr').first().waitFor() // that he looked here a moment ago
await look(aud, 'admin-readings', true)
want('audit may act on accounts', (await aud.getByRole('button', { name: /^办理/ }).count()) === 0)

// ── every part in every look and in English
const kept = { sec: await sec.context().storageState(), aud: await aud.context().storageState(), sys: await sys.context().storageState() }
for (const [name, options] of Object.entries({ wide: { viewport: { width: 1920, height: 1080 } }, ...ways }))
  for (const [user, paths] of Object.entries({ sec: ['accounts'], sys: ['law', 'backups'], aud: ['log', 'readings'] })) {
    const page = await newPage({ ...options, storageState: kept[user] })
    for (const path of paths) {
      await page.goto(`${told.base}/admin/${path}`)
      await page.locator('table, pre').first().waitFor()
      await look(page, `admin-${path}-${name}`, true)
      if (path !== 'accounts') continue
      await page.getByRole('button', { name: '办理 甲' }).click()
      await page.getByRole('dialog').waitFor()
      await look(page, `admin-account-dialog-${name}`)
    }
    await page.context().close()
  }
await aud.getByRole('button', { name: 'English' }).click()
await aud.getByRole('link', { name: 'Office and accounts' }).click()
await aud.getByText('In force').first().waitFor()
await look(aud, 'admin-accounts-en', true)

await end()
