// Package eval measures the quality of the ranking on questions with known answers.
//
// [Run] takes a collection in the BEIR format (Thakur and others, 2021): a folder with passages in corpus.jsonl, questions in
// queries.jsonl and relevance judgements in qrels.tsv. It indexes the passages as the program does. [Ask] takes questions
// about the reports of an index as they are, whose answers are named by searches. Both ask every question as a person would.
package eval

import (
	"context"
	"path/filepath"

	"gongbao/language"
	"gongbao/search"
	"gongbao/search/engine"
)

// Figures are means over the questions that have an answer. A paragraph is an answer if its judgement is above 0.
type Figures struct {
	Passages  int `json:"passages"` // all that could be found
	Questions int `json:"questions"`
	Measures
}

func (f Figures) String() string { return f.In(language.EN) }

// In says the figures in a line.
func (f Figures) In(lang language.Lang) string {
	return lang.Say("eval.figures", f.Measures, f.Questions, f.Passages)
}

// A Result is what a run measured.
type Result struct {
	Figures
	Classes []Class   `json:"classes,omitempty"` // of the questions that name one, in the order in which they come up
	Answers []Outcome `json:"results"`           // of each question that has an answer
}

// A Class has the figures of the questions of one class.
type Class struct {
	Name      string `json:"class"`
	Questions int    `json:"questions"`
	Measures
}

// An Outcome says how well one question was answered.
type Outcome struct {
	Question string `json:"question"` // its id
	Class    string `json:"class,omitempty"`
	Rank     int    `json:"rank,omitempty"` // of the first answer among the first hundred hits, from 1; 0 if there is none
	Measures
}

// Run indexes the collection in dir into e, which must be empty, and asks its questions.
func Run(ctx context.Context, e engine.Engine, dir string) (Result, error) {
	passages, err := readLines[passage](filepath.Join(dir, "corpus.jsonl"))
	if err != nil {
		return Result{}, err
	}
	questions, err := Read(dir)
	if err != nil {
		return Result{}, err
	}
	ids, err := index(ctx, e, passages)
	if err != nil {
		return Result{}, err
	}
	r := Result{Figures: Figures{Passages: len(passages)}}
	err = search.New(e, nil).Read(ctx, func(edition *search.Edition) error {
		r.Answers = nil
		return r.ask(ctx, edition, questions, ids)
	})
	return r, err
}

// Ask asks questions of the reports that service searches. It fails on a question with an answer that they do not contain.
func Ask(ctx context.Context, service *search.Service, questions Questions) (Result, error) {
	var r Result
	err := service.Read(ctx, func(edition *search.Edition) error {
		r = Result{}
		reports, err := edition.Reports(ctx)
		if err != nil {
			return err
		}
		for _, report := range reports {
			r.Passages += report.Paragraphs
		}
		return r.ask(ctx, edition, questions, nil)
	})
	return r, err
}

// ask asks all questions. ids has the passage of each hit, or is nil where judgements name hits themselves.
func (r *Result) ask(ctx context.Context, edition *search.Edition, questions Questions, ids map[string]string) error {
	for _, q := range questions {
		grades, err := q.judge(ctx, edition)
		if err != nil {
			return err
		}
		if _, answers := idealGain(grades); answers == 0 {
			continue
		}
		answer, err := edition.Search(ctx, search.Request{Query: q.Text, Limit: search.MaxLimit, Unfolded: true})
		if err != nil {
			return err
		}
		found := make([]string, len(answer.Hits))
		for i, h := range answer.Hits {
			if found[i] = h.ID; ids != nil {
				found[i] = ids[h.ID]
			}
		}
		rank, measures := measure(found, grades)
		r.Answers = append(r.Answers, Outcome{q.ID, q.Class, rank, measures})
	}
	r.summarise()
	return nil
}

// summarise computes the figures of all questions and of each class.
func (r *Result) summarise() {
	r.Questions, r.Measures, r.Classes = len(r.Answers), mean(r.Answers), nil
	var names []string
	classes := map[string][]Outcome{}
	for _, o := range r.Answers {
		if classes[o.Class] == nil && o.Class != "" {
			names = append(names, o.Class)
		}
		classes[o.Class] = append(classes[o.Class], o)
	}
	for _, name := range names {
		r.Classes = append(r.Classes, Class{name, len(classes[name]), mean(classes[name])})
	}
}
