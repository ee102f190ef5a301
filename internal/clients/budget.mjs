// Usage: node budget.mjs ADDRESS. Asks the tools of a server many questions with several budgets and counts the tokens of the answers
// with the tokenisers of other people's assistants: none may have more than its budget, and passages are most of an answer with five
// hits, seven tenths in the median.
import { encode as o200k } from 'gpt-tokenizer/encoding/o200k_base'
import { encode as cl100k } from 'gpt-tokenizer/encoding/cl100k_base'
import { countTokens } from '@anthropic-ai/tokenizer'

const address = process.argv[2]
const tokenisers = { o200k: text => o200k(text).length, cl100k: text => cl100k(text).length, claude2: countTokens }
const words = ['就业', '“十四五” 规划', '5G OR 互联网', '地区生产总值 增长', '没有这句话']

async function call(name, args) {
	const answer = await fetch(address + '/mcp', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
	})
	const body = await answer.text()
	if (!answer.ok || body === '') throw new Error(`${name} ${JSON.stringify(args)}: ${answer.status} ${body}`)
	const { result, error } = JSON.parse(body)
	if (error || result.isError) throw new Error(`${name} ${JSON.stringify(args)}: ${JSON.stringify(error ?? result.content)}`)
	return result.content[0].text
}

const reports = JSON.parse(await call('reports', { max_tokens: 50000 })).reports.map(r => r.id)
const questions = words.flatMap(query => [
	['search', { query, limit: 100 }], ['search', { query, limit: 100, mode: 'exact', fold: '0' }], ['search', { query, one_per_report: true, limit: 50 }],
	['count', { query, by: 'report' }], ['count', { query, by: 'year,region' }], ['absence', { query, year: 2025 }],
	['trend', { query, by: 'region' }], ['lines', { query, limit: 100 }],
]).concat(
	reports.slice(0, 8).map(id => ['read', { id }]),
	[['reports', {}], ['figures', { indicator: '就业' }], ['figures', { name: '地区生产总值', kind: 'target', links: true }], ['panel', { words: words.slice(0, 3).join('\n') }]],
)

let worst = {}, over = 0, answers = 0
const shares = []
for (const [name, args] of questions) {
	for (const budget of [1000, 4000, 12000]) {
		const text = await call(name, { ...args, max_tokens: budget })
		answers++
		for (const [tokeniser, count] of Object.entries(tokenisers)) {
			const used = count(text) / budget
			worst[tokeniser] = Math.max(worst[tokeniser] ?? 0, used)
			if (used > 1) { over++; console.log(`${name} ${JSON.stringify(args)}: ${count(text)} tokens of ${tokeniser}, ${budget} allowed`) }
		}
		if (name === 'search') {
			const answer = JSON.parse(text)
			if (answer.hits.length >= 5) shares.push(o200k(answer.hits.map(h => h.text).join('')).length / o200k(text).length)
		}
	}
}
const coverage = await call('coverage', {})
shares.sort((a, b) => a - b)
const median = shares[Math.floor(shares.length / 2)]
console.log(`${answers} answers; most of a budget: ${Object.entries(worst).map(([t, u]) => `${t} ${u.toFixed(2)}`).join(', ')}; text ${(100 * shares[0]).toFixed(0)} to ${(100 * shares.at(-1)).toFixed(0)} %, median ${(100 * median).toFixed(0)} %, of an answer; coverage ${o200k(coverage).length} tokens`)
if (over > 0 || o200k(coverage).length > 300 || !(median >= 0.7)) process.exit(1)
