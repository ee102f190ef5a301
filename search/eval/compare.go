package eval

import (
	"encoding/json"
	"math"
	"os"

	"gongbao/language"
)

// A Comparison says how one measure of a class of questions differs between two runs.
type Comparison struct {
	Class     string  `json:"class,omitempty"` // empty for all questions together
	Measure   string  `json:"measure"`         // as in the JSON of Measures: mrr@10
	Questions int     `json:"questions"`       // that both runs have
	Before    float64 `json:"before"`          // means over them
	After     float64 `json:"after"`
	Won       int     `json:"won"` // questions that the second run answers better
	Lost      int     `json:"lost"`
	P         float64 `json:"p"`
}

// ReadResult reads the JSON of a Result, as gongbao eval --json prints it.
func ReadResult(path string) (r Result, err error) {
	content, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(content, &r)
	}
	if err != nil {
		return Result{}, language.New("eval.result", path, err)
	}
	return r, nil
}

// compared are the measures that a comparison looks at: the first decides whether an order is better for those who take the
// first answer, the second for those who read the first five.
var compared = []struct {
	name string
	of   func(*Measures) float64
}{
	{"mrr@10", func(m *Measures) float64 { return m.MRR10 }},
	{"p@5", func(m *Measures) float64 { return m.P5 }},
}

// Compare compares r with an earlier run, over the questions that both have, by id and class: each class, then all together. P is the
// probability that chance alone would part the won and lost at least so unevenly: a two-sided sign test, exact (Conover,
// Practical Nonparametric Statistics, 1999, 3.4). Equal questions do not count in it.
func (r Result) Compare(before Result) []Comparison {
	earlier := map[[2]string]Outcome{}
	for _, o := range before.Answers {
		earlier[[2]string{o.Class, o.Question}] = o
	}
	var list []Comparison
	for _, class := range append(r.Classes, Class{}) {
		for _, measure := range compared {
			c := Comparison{Class: class.Name, Measure: measure.name}
			for _, o := range r.Answers {
				old, both := earlier[[2]string{o.Class, o.Question}]
				if both && (class.Name == "" || o.Class == class.Name) {
					c.add(measure.of(&old.Measures), measure.of(&o.Measures))
				}
			}
			list = append(list, c.done())
		}
	}
	return list
}

func (c *Comparison) add(before, after float64) {
	c.Questions++
	c.Before += before
	c.After += after
	switch {
	case after > before:
		c.Won++
	case after < before:
		c.Lost++
	}
}

func (c Comparison) done() Comparison {
	n := float64(max(c.Questions, 1))
	c.Before, c.After, c.P = c.Before/n, c.After/n, signTest(c.Won, c.Lost)
	return c
}

// signTest returns the probability of a split of won+lost fair coins that is at least as uneven as this one.
func signTest(won, lost int) float64 {
	n, tail := won+lost, 0.0
	for k := range min(won, lost) + 1 {
		all, _ := math.Lgamma(float64(n + 1))
		chosen, _ := math.Lgamma(float64(k + 1))
		rest, _ := math.Lgamma(float64(n - k + 1))
		tail += math.Exp(all - chosen - rest - float64(n)*math.Ln2)
	}
	return min(1, 2*tail)
}

// In says the comparison in a line.
func (c Comparison) In(lang language.Lang) string {
	class := c.Class
	if class == "" {
		class = lang.Say("eval.all")
	}
	return lang.Say("eval.comparison", class, c.Measure, c.Before, c.After, c.Won, c.Lost, c.P, c.Questions)
}
