package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log"
	"path/filepath"
	"slices"
	"strings"

	"gongbao/internal/bench/peer"
	"gongbao/search/query"
)

// A peerResult holds all measurements of a peer.
type peerResult struct {
	name    string
	cost    peer.Cost
	answers map[string]peer.Answer // by query
}

// measurePeers measures the peers that are asked for, on the queries that are a single text, which all engines understand
// alike. Asked for all, it leaves out those that this machine lacks something for, and says so.
func measurePeers(ctx context.Context, o options) (results []peerResult, err error) {
	names := slices.DeleteFunc(strings.Split(o.peers, ","), func(name string) bool { return name == "" })
	all := slices.Equal(names, []string{"all"})
	if all {
		names = peer.Names()
	}
	if len(names) == 0 {
		return nil, nil
	}
	sentences, err := sentencesBelow(ctx, filepath.Join(o.data, "reports"))
	if err != nil {
		return nil, err
	}
	texts := map[string]string{} // queries by text
	var ask []string
	for _, q := range queries {
		if t, ok := query.Parse(q).Root.(query.Text); ok {
			texts[t.Value] = q
			ask = append(ask, t.Value)
		}
	}
	for _, name := range names {
		log.Printf("peer %s", name)
		cost, answers, err := peer.Measure(ctx, name, paragraphsOf(sentences, o.paragraphs), ask, o.rounds)
		if all && errors.Is(err, peer.ErrMissing) {
			log.Print("left out: ", err)
			continue
		}
		if err != nil {
			return nil, err
		}
		r := peerResult{name: name, cost: cost, answers: map[string]peer.Answer{}}
		for text, answer := range answers {
			r.answers[texts[text]] = answer
		}
		results = append(results, r)
	}
	return results, nil
}

func paragraphsOf(sentences []string, n int) iter.Seq[peer.Paragraph] {
	return func(yield func(peer.Paragraph) bool) {
		for change := range reports(sentences, n) {
			for _, p := range change.Put.Paragraphs {
				if !yield(peer.Paragraph{Body: p.Text, Region: change.Put.Region, Year: change.Put.Year}) {
					return
				}
			}
		}
	}
}

func peerHeader(peers []peerResult, base string) (header []string) {
	for _, p := range peers {
		header = append(header, p.name+" ms", "times "+base)
	}
	return header
}

// peerCells shows the time of each peer, and what it found where that is not what we found.
func peerCells(peers []peerResult, w row) (cells []string) {
	for _, p := range peers {
		answer := p.answers[w.query]
		took := ms(answer.Median)
		if answer.Paragraphs >= 0 && answer.Median > 0 && answer.Paragraphs != w.total.Paragraphs {
			took += fmt.Sprintf(" (%d found)", answer.Paragraphs)
		}
		cells = append(cells, took, times(answer.Median, w.p50))
	}
	return cells
}

// printCosts prints what it took to index, where that was measured.
func printCosts(results []result, peers []peerResult) {
	var lines [][]string
	for _, r := range results {
		if x := r.index; x.built > 0 {
			lines = append(lines, costLine(r.engine, peer.Cost{Wall: x.built, Processor: x.processor, Peak: x.peak, Size: x.size}))
		}
	}
	for _, p := range peers {
		lines = append(lines, costLine(p.name, p.cost))
	}
	if len(lines) == 0 {
		return
	}
	fmt.Println()
	printTable([]string{"engine", "indexed in s", "processor seconds", "peak memory MB", "MB on disk"}, lines)
}

func costLine(name string, c peer.Cost) []string {
	processor := unknown
	if c.Processor > 0 {
		processor = fmt.Sprintf("%.1f", c.Processor.Seconds())
	}
	return []string{name, fmt.Sprintf("%.1f", c.Wall.Seconds()), processor, fmt.Sprint(c.Peak), fmt.Sprintf("%.1f", mb(c.Size))}
}
