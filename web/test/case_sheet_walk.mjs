// The course of a file as it comes out of the printer; told by tests/case_sheet_pages_test.py, which reads what was printed. Prints what is wrong.
import { end, enter, look, openFile, told, want } from './browser.mjs'

const h1 = await enter('h1')
await openFile(h1)
await h1.getByRole('link', { name: '案件流程单' }).click()
await h1.getByRole('heading', { name: '案件流程单' }).waitFor()
want('not every line is there', (await h1.locator('.paper-sheet tbody tr').count()) === told.rows)
await look(h1, 'course-sheet', true)
for (const colorScheme of ['light', 'dark']) {
  // Whoever works in the dark prints on white paper.
  await h1.emulateMedia({ media: 'print', colorScheme })
  const drawn = await h1.locator('.paper-sheet').evaluate((sheet) => {
    const wide = [...sheet.querySelectorAll('td, th, dd')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent)
    return { wide, paper: getComputedStyle(sheet).backgroundColor, ink: getComputedStyle(sheet.querySelector('td')).color, head: getComputedStyle(sheet.querySelector('th')).color, beneath: getComputedStyle(document.body).backgroundColor, bar: !!document.querySelector('nav')?.checkVisibility() }
  })
  want(`cut off in ${colorScheme}: ${drawn.wide}`, drawn.wide.length === 0)
  want(`not black on white in ${colorScheme}: ${JSON.stringify(drawn)}`, drawn.paper === 'rgb(255, 255, 255)' && drawn.ink === 'rgb(0, 0, 0)' && drawn.head === 'rgb(0, 0, 0)' && drawn.beneath === 'rgb(255, 255, 255)')
  want(`the bar is printed in ${colorScheme}`, !drawn.bar)
  await h1.pdf({ path: colorScheme === 'dark' ? `${told.pdf}.dark.pdf` : told.pdf, preferCSSPageSize: true, printBackground: colorScheme === 'dark' })
}
if (told.pictures) await (await import('node:fs/promises')).copyFile(told.pdf, `${told.pictures}/course-sheet.pdf`)
await h1.emulateMedia({ media: 'screen', colorScheme: 'light' })
// Elsewhere the sheet's number is gone from the paper.
await h1.getByRole('navigation').getByRole('link', { name: '我的工作台' }).click()
await h1.getByRole('heading', { name: '我的工作台' }).waitFor()
want('another page is printed with the number of the file', (await h1.evaluate(() => document.adoptedStyleSheets.length)) === 0)
await end()
