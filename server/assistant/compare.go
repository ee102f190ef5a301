package assistant

import (
	"context"
	"strings"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/compare"
	"gongbao/search/comparison"
)

var compareInput = newInput(nil, own{name: "new", kind: "string", about: language.Sentence("assistant.compare.new"), required: true},
	own{name: "old", kind: "string", about: language.Sentence("assistant.compare.old")},
	own{name: "only", kind: "string", about: language.Sentence("assistant.compare.only")}, maxTokens, nextCursor)

type compareOutput struct {
	New      string             `json:"new" jsonschema:"id of the newer report"`
	Old      string             `json:"old" jsonschema:"id of the older report"`
	Summary  comparison.Summary `json:"summary" jsonschema:"how many pairs of paragraphs, and sentences, have each state, complete"`
	Pairs    []comparedPair     `json:"pairs" jsonschema:"in the order of the newer report; what is gone behind what was in front of it"`
	Complete bool               `json:"complete" jsonschema:"false when there are more pairs than these, or a pair was cut"`
	Next     string             `json:"next,omitempty" jsonschema:"the cursor to go on with"`
	Notes    []string           `json:"notes,omitempty"`
	Version  string             `json:"index_version"`
}

type comparedPair struct {
	State       compare.State `json:"state"`
	SameSubject bool          `json:"same_subject,omitempty" jsonschema:"true when the two sides have little wording in common"`
	New         []string      `json:"new,omitempty" jsonschema:"ids of the newer paragraphs"`
	Old         []string      `json:"old,omitempty" jsonschema:"ids of the older paragraphs that they continue"`
	Kept        int           `json:"sentences_kept,omitempty" jsonschema:"sentences that are equal on both sides and are not shown"`
	Sentences   []string      `json:"sentences,omitempty" jsonschema:"the others: [-what is gone-]{+what is new+}, the rest exact"`
	Cut         bool          `json:"cut,omitempty" jsonschema:"true when sentences were left out to keep to the budget"`
}

// compare answers with as many pairs as fit.
func (l *library) compare(ctx context.Context, args arguments) (compareOutput, error) {
	at, err := parseCursor(args.text(search.CursorName))
	if err != nil {
		return compareOutput{}, err
	}
	states, err := comparison.ReadStates(strings.Split(args.text("only"), ","))
	if err != nil {
		return compareOutput{}, err
	}
	found, err := comparison.Of(ctx, l.edition, comparison.Request{New: args.text("new"), Old: args.text("old"), Only: states, Lang: lang})
	if err != nil {
		return compareOutput{}, listed(err)
	}
	out := compareOutput{
		New: found.New.ID, Old: found.Old.ID, Summary: found.Summary, Pairs: []comparedPair{},
		Notes: append(l.changed(at), found.Notes...), Version: found.Version, Complete: true,
	}
	budget := newBudget(args.number(maxTokens.name))
	budget.take(out)
	for n, p := range found.Pairs {
		if n < at.Skip {
			continue
		}
		shown := pairShown(p)
		if !budget.take(shown) {
			out.Complete = false
			if len(out.Pairs) > 0 {
				out.Next = cursor{Skip: n, Version: found.Version}.String()
				return out, nil
			}
			for shown.Cut = true; len(shown.Sentences) > 0 && !budget.take(shown); {
				shown.Sentences = shown.Sentences[:len(shown.Sentences)-1]
			}
		}
		out.Pairs = append(out.Pairs, shown)
	}
	return out, nil
}

func pairShown(p comparison.Pair) comparedPair {
	shown := comparedPair{State: p.State, SameSubject: p.SameSubject}
	for _, one := range p.New {
		shown.New = append(shown.New, one.ID)
	}
	for _, one := range p.Old {
		shown.Old = append(shown.Old, one.ID)
	}
	for _, s := range p.Sentences {
		if s.State == compare.Kept {
			shown.Kept++
		} else {
			shown.Sentences = append(shown.Sentences, wordDiff(s))
		}
	}
	return shown
}

// wordDiff writes a sentence as git diff --word-diff does. One that was moved is followed by the id of the paragraph that it was in.
func wordDiff(s comparison.Sentence) string {
	switch {
	case s.New == nil:
		return "[-" + s.Old.Text + "-]"
	case s.Old == nil:
		return "{+" + s.New.Text + "+}"
	}
	runes := []rune(s.New.Text)
	var b strings.Builder
	at := 0
	for _, c := range s.Changes {
		b.WriteString(string(runes[at:c.From]))
		if c.Old != "" {
			b.WriteString("[-" + c.Old + "-]")
		}
		if c.To > c.From {
			b.WriteString("{+" + string(runes[c.From:c.To]) + "+}")
		}
		at = c.To
	}
	b.WriteString(string(runes[at:]))
	if s.State == compare.Moved {
		b.WriteString(" ← " + s.Old.ID)
	}
	return b.String()
}
