// The client that openapi-typescript and openapi-fetch make, used.
import createClient from 'openapi-fetch'
import type { paths } from './schema.js'

const client = createClient<paths>({ baseUrl: process.argv[2] })
const { data, error } = await client.GET('/api/v1/search', { params: { query: { q: '碳排放达峰', mode: 'exact', limit: 5 } } })
if (error || data.total.occurrences !== 2 || data.hits[0]?.report.region !== '辽宁') throw new Error(JSON.stringify(error ?? data))
const posted = await client.POST('/api/v1/search', { body: { q: '碳排放达峰', year: [2020, 2021], mode: 'exact' } })
if (posted.data?.total.occurrences !== 2) throw new Error(JSON.stringify(posted.error ?? posted.data))
const refused = await client.GET('/api/v1/reports/{id}', { params: { path: { id: 'none' } } })
if (refused.error?.status !== 404) throw new Error(JSON.stringify(refused))
