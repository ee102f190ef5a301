package opensearch

import (
	"context"

	"gongbao/corpus/text"
	"gongbao/search/engine/opensearch/encoded"
)

// rarities remembers how many paragraphs and reports of one state have each gram. Whoever asks the same again, page by page
// or in other words, does not ask the cluster.
type rarities struct {
	index      string
	serial     int
	paragraphs map[string]int
	grams      map[string]rarity
}

// A rarity is how many have a gram, for the related tier.
type rarity struct {
	having   int  // paragraphs that have it in their text or their report's label
	reports  int  // reports that have it in their text
	labelled bool // a report's label has it
}

// mostRarities bounds the memory that rarities take.
const mostRarities = 50_000

// raritiesOf gives what is known of a state so far. The caller holds e.mutex.
func (e *Engine) raritiesOf(s *state) *rarities {
	r := e.rarities
	if r == nil || r.index != s.index || r.serial != s.Serial || len(r.paragraphs) > mostRarities || len(r.grams) > mostRarities {
		r = &rarities{s.index, s.Serial, map[string]int{}, map[string]rarity{}}
		e.rarities = r
	}
	return r
}

// frequencies returns for each text how many paragraphs have the rarest term that it requires; all, if it requires none.
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

// having counts the paragraphs that have each gram in their text.
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

// raritiesOfGrams asks how rare grams are in texts and labels. It asks the documents of reports, which are far fewer than
// paragraphs: each says how many of its paragraphs have a gram, and how many there are in all where its label has it.
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

// scores adds up the scores of documents.
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

// searchMany asks any number of things, so many at once as the cluster takes.
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
