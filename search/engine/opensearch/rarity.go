package opensearch

import (
	"context"

	"gongbao/corpus/text"
	"gongbao/search/engine/opensearch/encoded"
)

// rarities caches how many paragraphs and reports of one state contain each gram, for further pages and similar
// searches.
type rarities struct {
	index      string
	serial     int
	paragraphs map[string]int
	grams      map[string]rarity
}

// A rarity holds the document frequencies of a gram, for the related tier.
type rarity struct {
	having   int  // paragraphs that contain it in the text or in the label of the report
	reports  int  // reports that contain it in the text
	labelled bool // a label contains it
}

// mostRarities is the maximum number of cached entries.
const mostRarities = 50_000

// raritiesOf returns the cache of a state. The caller must hold e.mutex.
func (e *Engine) raritiesOf(s *state) *rarities {
	r := e.rarities
	if r == nil || r.index != s.index || r.serial != s.Serial || len(r.paragraphs) > mostRarities || len(r.grams) > mostRarities {
		r = &rarities{s.index, s.Serial, map[string]int{}, map[string]rarity{}}
		e.rarities = r
	}
	return r
}

// frequencies returns, for each text, the number of paragraphs that contain its rarest required term, or of all
// paragraphs if it requires none.
func (e *Engine) frequencies(ctx context.Context, s *state, terms []text.Pattern) ([]int, error) {
	required := make([][]string, len(terms))
	var every []string
	for i, t := range terms {
		required[i] = t.RequiredTerms()
		every = append(every, required[i]...)
	}
	having, err := e.having(ctx, s, every)
	if err != nil {
		return nil, err
	}
	list := make([]int, len(terms))
	for i := range terms {
		list[i] = s.Paragraphs
		for _, term := range required[i] {
			list[i] = min(list[i], having[term])
		}
	}
	return list, nil
}

// having returns the number of paragraphs that contain each gram in their text.
func (e *Engine) having(ctx context.Context, s *state, grams []string) (map[string]int, error) {
	counts := map[string]int{}
	var missing []string
	e.mutex.Lock()
	known := e.raritiesOf(s).paragraphs
	for _, gram := range grams {
		n, ok := known[gram]
		if _, asked := counts[gram]; !ok && !asked {
			missing = append(missing, gram)
		}
		counts[gram] = n
	}
	e.mutex.Unlock()
	bodies := make([]object, len(missing))
	for i, gram := range missing {
		bodies[i] = object{"size": 0, "track_total_hits": true, "query": all(object{"term": object{"grams": encoded.Term(gram)}}, s.visible("number"))}
	}
	answers, err := e.searchMany(ctx, s.index, bodies)
	if err != nil {
		return nil, err
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	known = e.raritiesOf(s).paragraphs
	for i, gram := range missing {
		counts[gram] = answers[i].Hits.Total.Value
		known[gram] = counts[gram]
	}
	return counts, nil
}

// raritiesOfGrams returns the frequencies of grams in texts and labels. It searches the documents of reports, which are
// far fewer than paragraphs: each knows how many of its paragraphs contain a gram, and how many it has in all in case
// its label does.
func (e *Engine) raritiesOfGrams(ctx context.Context, s *state, grams []string) ([]rarity, error) {
	list := make([]rarity, len(grams))
	var missing []int
	e.mutex.Lock()
	known := e.raritiesOf(s).grams
	for i, gram := range grams {
		var ok bool
		if list[i], ok = known[gram]; !ok {
			missing = append(missing, i)
		}
	}
	e.mutex.Unlock()
	bodies := make([]object, len(missing))
	for i, at := range missing {
		bodies[i] = rarityOf(s, encoded.Term(grams[at]))
	}
	answers, err := e.searchMany(ctx, s.index, bodies)
	if err != nil {
		return nil, err
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	known = e.raritiesOf(s).grams
	for i, at := range missing {
		a := answers[i].Aggregations
		labelled := a["labelled"]
		list[at] = rarity{
			having:   int(a["texts"].Scores.Value) - int(labelled.Scores.Value) + int(labelled.Paragraphs.Value),
			reports:  a["texts"].Documents,
			labelled: labelled.Documents > 0,
		}
		known[grams[at]] = list[at]
	}
	return list, nil
}

// scores sums the scores of documents.
var scores = object{"sum": object{"script": object{"lang": "expression", "source": "_score"}}}

func rarityOf(s *state, term string) object {
	inText, inLabel := object{"term": object{"report_grams": term}}, object{"term": object{"label_grams": term}}
	return object{
		"size": 0, "track_total_hits": false,
		"query": object{"bool": object{
			"filter": []any{s.visible("report_number")}, "minimum_should_match": 1,
			"should": []any{inText, object{"constant_score": object{"filter": inLabel, "boost": 0}}},
		}},
		"aggs": object{
			"texts": object{"filter": inText, "aggs": object{"scores": scores}},
			"labelled": object{"filter": inLabel, "aggs": object{
				"scores": scores, "paragraphs": object{"sum": object{"field": "paragraphs"}},
			}},
		},
	}
}

// searchMany runs any number of searches, in batches that the cluster accepts.
func (e *Engine) searchMany(ctx context.Context, index string, bodies []object) (answers []answer, err error) {
	const atOnce = 250
	for len(bodies) > 0 {
		n := min(atOnce, len(bodies))
		some, err := e.searchAll(ctx, index, bodies[:n])
		if err != nil {
			return nil, err
		}
		answers = append(answers, some...)
		bodies = bodies[n:]
	}
	return answers, nil
}
