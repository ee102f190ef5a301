// Usage: citations.mjs STYLES FILE. Holds our entries by GB/T 7714 to those that citeproc-js makes of our CSL-JSON by the styles in a
// directory. FILE has a citation in all formats in each line. They are equal but for the differences named here.
import CSL from 'citeproc'
import { readFileSync } from 'node:fs'

const [styles, file] = process.argv.slice(2)
const citations = readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line))
const items = citations.map((c, i) => ({ ...JSON.parse(c['csl-json'])[0], id: String(i) }))
const locale = lang => readFileSync(`node_modules/citeproc-locales/locales/locales-${lang === 'zh-CN' ? lang : 'en-US'}.xml`, 'utf8')

// What a style writes instead of an entry of ours, where, and why ours is the standard's.
const escaped = s => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const withoutYear = (comma, colon) => (entry, item) => {
	const publisher = item.publisher ?? ''
	const year = `[${item.accessed['date-parts'][0][0]}]`
	return entry.replace(new RegExp(`(\\[R/OL\\]\\. ${escaped(publisher)})`), `$1${publisher && comma}${year}${!publisher && item.page ? colon : ''}`)
}
const estimated = 'An estimated year stands in brackets; the year somebody read a report is no estimate of the year it was published.'
const differences = {
	2015: [
		{
			name: 'day of publication', where: item => item.URL && item.issued?.['date-parts'][0].length === 3 && (item.publisher || item.page),
			why: '4.6.2: a source online has (date of update or change)[date of access] behind the place cited; the style drops the first where it has a publisher or a place cited.',
			style: entry => entry.replace(/\(\d{4}-\d\d-\d\d\)(?=[[.])/, ''),
		},
		{ name: 'estimated year', where: item => item.URL && !item.issued && (item.publisher || item.page), why: estimated, style: withoutYear(', ', ': ') },
	],
	2025: [
		{ name: 'estimated year', where: item => item.URL && !item.issued, why: estimated, style: withoutYear('，', '：') },
		{
			name: 'days of publication and access', where: item => item.URL,
			why: '7.6: a source online has （date of publication）[date of access]; the style writes all reports as printed books.',
			style: entry => entry.replace(/(（\d{4}-\d\d-\d\d）)?\[\d{4}-\d\d-\d\d\](?=\. http)/, '').replace(/(\[R\/OL\]\.) \. /, '$1 '),
		},
	],
}

let failed = 0
for (const [form, year] of [['gbt7714-2015', 2015], ['gbt7714', 2025]]) {
	const engine = new CSL.Engine({ retrieveLocale: locale, retrieveItem: id => items[id] }, readFileSync(`${styles}/gb-t-7714-${year}-numeric.csl`, 'utf8'), 'zh-CN')
	engine.setOutputFormat('text')
	engine.updateItems(items.map(item => item.id))
	const used = {}
	let equal = 0
	engine.makeBibliography()[1].forEach((line, i) => {
		const got = line.trim().replace(`[${i + 1}]`, '').trim()
		let want = citations[i][form]
		if (got === want) equal++
		for (const difference of differences[year].filter(d => d.where(items[i]))) {
			const changed = difference.style(want, items[i])
			if (changed !== want) used[difference.name] = (used[difference.name] ?? 0) + 1
			want = changed
		}
		if (got !== want && failed++ < 20) console.log(`${year}, ours: ${citations[i][form]}\n  the style: ${got}\n   expected: ${want}`)
	})
	for (const { name, why } of differences[year]) {
		console.log(`GB/T 7714-${year}, ${name}: ${used[name] ?? 0} entries. ${why}`)
		if (!used[name]) failed++
	}
	console.log(`GB/T 7714-${year}: ${equal} of ${items.length} entries are those of citeproc-js, the others but for what is named`)
}
if (failed > 0) process.exit(1)
