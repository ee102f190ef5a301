package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gongbao/language"
	"gongbao/search"
)

// A question is a line of queries.jsonl. Class and Answers are ours; BEIR knows neither.
type question struct {
	ID      string   `json:"_id"`
	Text    string   `json:"text"`
	Class   string   `json:"class"`
	Answers []answer `json:"answers"`

	grades map[string]int // from qrels.tsv: the judgement of each passage or hit
}

// An answer names the paragraphs that a search in the exact tier finds: 地区:辽宁 年份:2021 “粮食产量467.8亿斤”.
type answer struct {
	Find  string `json:"find"`
	Grade *int   `json:"grade"` // 1 if missing; 0 for paragraphs that have been judged to be no answer
}

// Questions are questions with their answers.
type Questions []question

// Read reads the questions of files, or of folders with a queries.jsonl and perhaps judgements in a qrels.tsv, which name passages
// by their ids, or paragraphs by the id of a hit (liaoning-2021#69).
func Read(paths ...string) (all Questions, err error) {
	for _, path := range paths {
		read, err := readQuestions(path)
		if err != nil {
			return nil, err
		}
		all = append(all, read...)
	}
	return all, nil
}

func readQuestions(path string) (Questions, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, language.New("eval.collection", err)
	}
	if !info.IsDir() {
		return readLines[question](path)
	}
	questions, err := readLines[question](filepath.Join(path, "queries.jsonl"))
	if err != nil {
		return nil, err
	}
	grades, err := readJudgements(filepath.Join(path, "qrels.tsv"))
	if err != nil {
		return nil, err
	}
	for i, q := range questions {
		questions[i].grades = grades[q.ID]
	}
	return questions, nil
}

func readLines[T any](path string) (list []T, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, language.New("eval.collection", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var item T
		if err := json.Unmarshal(lines.Bytes(), &item); err != nil {
			return nil, language.New("eval.line", path, n, err)
		}
		list = append(list, item)
	}
	return list, lines.Err()
}

// readJudgements reads the judgements for each question, if there is such a file.
func readJudgements(path string) (map[string]map[string]int, error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, language.New("eval.collection", err)
	}
	grades := map[string]map[string]int{}
	for n, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
		fields := strings.Fields(line)
		if n == 0 && len(fields) > 0 && fields[0] == "query-id" {
			continue
		}
		if len(fields) != 3 {
			return nil, language.New("eval.judgement", path, n+1, line)
		}
		grade, err := strconv.Atoi(fields[2])
		if err != nil {
			return nil, language.New("eval.judgement", path, n+1, line)
		}
		if grades[fields[0]] == nil {
			grades[fields[0]] = map[string]int{}
		}
		grades[fields[0]][fields[1]] = grade
	}
	return grades, nil
}

// judge returns the grade of each paragraph that has been judged. If several answers name one, its grade is the highest.
func (q question) judge(ctx context.Context, edition *search.Edition) (map[string]int, error) {
	grades := map[string]int{}
	for id, grade := range q.grades {
		grades[id] = grade
	}
	for _, a := range q.Answers {
		grade := 1
		if a.Grade != nil {
			grade = *a.Grade
		}
		found := 0
		for h, err := range edition.Each(ctx, search.Request{Query: a.Find, Mode: search.Exact}) {
			if err != nil {
				return nil, err
			}
			grades[h.ID] = max(grades[h.ID], grade)
			found++
		}
		if found == 0 {
			return nil, language.New("eval.answer", q.ID, a.Find)
		}
	}
	return grades, nil
}
