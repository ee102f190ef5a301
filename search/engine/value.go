package engine

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"gongbao/corpus/figure"
	"gongbao/corpus/quantity"
	"gongbao/corpus/text"
	"gongbao/search/query"
)

// mostWordings is how many texts a condition on a value may stand for. One that stands for more is refused with ErrDear.
const mostWordings = 5000

// A Valued is a snapshot that answers conditions on values (query.Value), of which engines know nothing. Such a condition stands
// for the texts of the figures that meet it: from what it is about to the number, within a sentence. So a paragraph matches,
// and is marked, as if these texts had been typed.
type Valued struct {
	Snapshot
	keep Keeper
}

// A Keeper returns what it keeps under a name, or what find finds, which takes about so many bytes. What it keeps is of one state of
// an index; package memo has such functions.
type Keeper func(name string, find func() (value query.Node, bytes int, err error)) (query.Node, error)

// WithValues returns a snapshot that answers conditions on values by the figures of another one, which it closes. What a condition
// stands for is found once, as long as keep keeps it.
func WithValues(s Snapshot, keep Keeper) *Valued { return &Valued{s, keep} }

// Search implements Reader.
func (v *Valued) Search(ctx context.Context, r Request) (_ Result, err error) {
	if r.Query, err = v.Worded(ctx, r.Query); err != nil {
		return Result{}, err
	}
	return v.Snapshot.Search(ctx, r)
}

// Each implements Snapshot.
func (v *Valued) Each(ctx context.Context, tree query.Node, loose bool) iter.Seq2[Hit, error] {
	return func(yield func(Hit, error) bool) {
		tree, err := v.Worded(ctx, tree)
		if err != nil {
			yield(Hit{}, err)
			return
		}
		v.Snapshot.Each(ctx, tree, loose)(yield)
	}
}

// Worded returns a tree in which every condition on a value is the texts that it stands for, where the filters of the tree admit
// them.
func (v *Valued) Worded(ctx context.Context, tree query.Node) (query.Node, error) {
	if !query.HasValue(tree) {
		return tree, nil
	}
	var filter query.Node
	if conditions := query.Conditions(tree); len(conditions) > 0 {
		filter = query.And{Nodes: conditions}
	}
	var failed error
	textsOf := func(value query.Value) query.Node {
		if failed != nil {
			return value
		}
		texts, err := v.keep("value "+value.String()+"\n"+query.Print(filter), func() (query.Node, int, error) {
			return v.wordings(ctx, value, filter)
		})
		failed = err
		return texts
	}
	worded := query.Map(tree, func(n query.Node) query.Node {
		if value, ok := n.(query.Value); ok {
			return textsOf(value)
		}
		return n
	})
	return worded, failed
}

// wordings returns an Or of the texts that a condition stands for, and about how many bytes they take: an empty one, which nothing
// matches, when there are none.
func (v *Valued) wordings(ctx context.Context, value query.Value, filter query.Node) (query.Node, int, error) {
	condition, ok := figure.ParseCondition(value.Op + value.Number)
	if !ok {
		return nil, 0, fmt.Errorf("%s is no condition on a value", value)
	}
	var all []met
	unmet := map[string]bool{} // the numbers, folded, of the other figures
	before := Figure{}
	for f, err := range v.Figures(ctx, FigureRequest{Filter: filter}) {
		if err != nil {
			return nil, 0, err
		}
		if condition.Met(&f.Figure) {
			m := met{f, f.Sentence.From}
			if before.Report == f.Report && before.Paragraph == f.Paragraph {
				m.from = max(m.from, before.Span.To)
			}
			all = append(all, m)
		} else {
			unmet[text.Fold(f.Number)] = true
		}
		before = f
	}
	words := map[wording]bool{}
	if value.Of == "" {
		for _, f := range all {
			if number := text.Fold(f.Number); !bare(number) {
				words[wording{number: number}] = true
			}
		}
	} else if err := v.readWordings(ctx, text.Fold(value.Of), all, words); err != nil {
		return nil, 0, err
	}
	if len(words) > mostWordings {
		return nil, 0, fmt.Errorf("%w: %s", ErrDear, value)
	}
	one, bytes := query.Or{Nodes: []query.Node{}}, 0
	longer := longerNumbers(words, unmet)
	for _, w := range slices.SortedFunc(maps.Keys(words), wording.compare) {
		node, size := w.outside(longer[w.number])
		one.Nodes, bytes = append(one.Nodes, node), bytes+size
	}
	return one, bytes, nil
}

// A wording is a text, folded, that says what figures meet a condition: a number with what stands before or behind it.
type wording struct{ before, number, after string }

func (w wording) text() string { return w.before + w.number + w.after }

func (w wording) compare(v wording) int {
	return cmp.Or(strings.Compare(w.text(), v.text()), strings.Compare(w.number, v.number))
}

// outside returns what matches a wording, where its number is no part of one of some longer numbers, and about how many bytes that
// takes.
func (w wording) outside(longer []longerNumber) (node query.Node, bytes int) {
	of := query.Text{Value: w.text()}
	bytes = len(of.Value) + wordingSize
	outside := query.Outside{Text: of}
	for _, l := range longer {
		if (w.before == "" || l.before == "") && (w.after == "" || l.after == "") {
			around := query.Text{Value: w.before + l.before + w.number + l.after + w.after}
			outside.Longer = append(outside.Longer, around)
			bytes += len(around.Value) + wordingSize
		}
	}
	if len(outside.Longer) == 0 {
		return of, bytes
	}
	return outside, bytes
}

// A longerNumber is what a number has around it in a longer one.
type longerNumber struct{ before, after string }

// longerNumbers returns, for each number of some wordings, what it has around it in those that do not meet the condition.
func longerNumbers(words map[wording]bool, unmet map[string]bool) map[string][]longerNumber {
	met := map[string]bool{}
	for w := range words {
		met[w.number] = true
	}
	numbers := slices.Sorted(maps.Keys(met))
	patterns := make([]text.Pattern, len(numbers))
	for i, number := range numbers {
		patterns[i] = text.NewPattern(number)
	}
	set, around := text.NewSet(patterns), map[string][]longerNumber{}
	var hits []text.Hit
	for _, long := range slices.Sorted(maps.Keys(unmet)) {
		if met[long] {
			continue // it meets the condition elsewhere
		}
		hits, _ = set.AppendAll(hits[:0], long, nil)
		for _, h := range hits {
			number := numbers[h.Pattern]
			around[number] = append(around[number], longerNumber{long[:h.From], long[h.To:]})
		}
	}
	return around
}

// bare reports whether a folded number has no digit of its own, as 亿元 of 上亿元. Alone it says no value: it stands in every number
// of that unit.
func bare(number string) bool {
	return !slices.ContainsFunc(quantity.Find(number), func(q quantity.Quantity) bool { return !q.Bare })
}

// wordingSize is about what a text takes besides its characters.
const wordingSize = 48

// A met is a figure that meets a condition.
type met struct {
	Figure
	from int // where its sentence begins, or the figure before it ends: bytes of the paragraph's text
}

// readBatch is how many paragraphs are read at once.
const readBatch = 1000

// readWordings adds the wordings of those figures that are about something, which is folded.
func (v *Valued) readWordings(ctx context.Context, about string, all []met, words map[wording]bool) error {
	for batch := range slices.Chunk(all, readBatch) {
		places := make([]Place, len(batch))
		for i, m := range batch {
			places[i] = Place{m.Report.ID, m.Paragraph}
		}
		paragraphs, err := v.Paragraphs(ctx, places)
		if err != nil {
			return err
		}
		for i, m := range batch {
			if said, ok := m.said(paragraphs[i].Text, about); ok {
				words[m.wording(said)] = true
			}
		}
	}
	return nil
}

// wording returns a text that begins or ends with the figure's number.
func (m *met) wording(said string) wording {
	folded, number := text.Fold(said), text.Fold(m.Number)
	if before, ok := strings.CutSuffix(folded, number); ok {
		return wording{before: before, number: number}
	}
	if after, ok := strings.CutPrefix(folded, number); ok {
		return wording{number: number, after: after}
	}
	return wording{before: folded} // white space between them makes one word of two, so that the number has no form of its own
}

// said returns the text that says that a figure is about something: from there to the number, or from the number to there. It is
// about what stands between the figure before it and its number, and about what its indicator has in it; where the indicator has it
// from a sentence before, the text begins with the sentence. ok is false when the figure is not about it.
func (m *met) said(paragraph, about string) (said string, ok bool) {
	var folded text.Folded
	find := func(from, to int, index func(s, substr string) int) (found text.Span, ok bool) {
		folded.Reset(paragraph[from:to])
		at := index(folded.Text, about)
		if at < 0 {
			return found, false
		}
		found = folded.Span(text.Span{From: at, To: at + len(about)})
		return text.Span{From: from + found.From, To: from + found.To}, true
	}
	from, to := m.Sentence.From, m.Span.To
	if found, ok := find(m.from, m.Span.From, strings.LastIndex); ok {
		return paragraph[found.From:to], true
	}
	if !strings.Contains(text.Fold(m.Indicator), about) {
		return "", false
	}
	if found, ok := find(from, m.Span.From, strings.LastIndex); ok {
		return paragraph[found.From:to], true
	}
	if found, ok := find(to, m.Sentence.To, strings.Index); ok {
		return paragraph[m.Span.From:found.To], true
	}
	return strings.TrimSpace(paragraph[from:to]), true
}
